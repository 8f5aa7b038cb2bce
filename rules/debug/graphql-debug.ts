import { ApolloServer } from '@apollo/server';
import { GraphQLModule } from '@nestjs/graphql';

// ruleid: graphql-debug
export const a = new ApolloServer({ typeDefs: '', includeStacktraceInErrorResponses: true });
// ruleid: graphql-debug
export const b = GraphQLModule.forRoot({ debug: true });
// ok: graphql-debug
export const c = new ApolloServer({ typeDefs: '' });
// ok: graphql-debug
export const d = GraphQLModule.forRoot({ debug: false });
// ok: graphql-debug
export const e = { debug: true };
