import { ApolloServer } from '@apollo/server';
import { GraphQLModule } from '@nestjs/graphql';

// ruleid: graphql-debug
export const a = new ApolloServer({ typeDefs: '', includeStacktraceInErrorResponses: process.env.NODE_ENV !== 'production' });
// ruleid: graphql-debug
export const b = GraphQLModule.forRoot({ debug: process.env.NODE_ENV !== 'production' });
// ok: graphql-debug
export const c = new ApolloServer({ typeDefs: '' });
// ok: graphql-debug
export const d = GraphQLModule.forRoot({ debug: false });
// ok: graphql-debug
export const e = { debug: true };
