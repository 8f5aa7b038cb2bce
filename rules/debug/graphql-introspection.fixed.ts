import { graphqlHTTP } from 'express-graphql';
import { createYoga } from 'graphql-yoga';

// ruleid: graphql-introspection
export const yoga = createYoga({ graphiql: process.env.NODE_ENV !== 'production' });

// ruleid: graphql-introspection
export const a = graphqlHTTP({ schema, graphiql: process.env.NODE_ENV !== 'production' });
// ok: graphql-introspection
export const b = graphqlHTTP({ schema, graphiql: false });
// ok: graphql-introspection
export const c = graphqlHTTP({ schema });
// ok: graphql-introspection
export const d = { graphiql: true };
