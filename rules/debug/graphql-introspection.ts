import { graphqlHTTP } from 'express-graphql';
import { createYoga } from 'graphql-yoga';

// ruleid: graphql-introspection
export const yoga = createYoga({ graphiql: true });

// ruleid: graphql-introspection
export const a = graphqlHTTP({ schema, graphiql: true });
// ok: graphql-introspection
export const b = graphqlHTTP({ schema, graphiql: false });
// ok: graphql-introspection
export const c = graphqlHTTP({ schema });
// ok: graphql-introspection
export const d = { graphiql: true };
