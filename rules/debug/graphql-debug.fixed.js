const { ApolloServer } = require('apollo-server');

// ruleid: graphql-debug
exports.a = new ApolloServer({ schema, debug: process.env.NODE_ENV !== 'production' });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const Server = ApolloServer;
// ruleid: graphql-debug
const settings = { graphql: { schema, includeStacktraceInErrorResponses: process.env.NODE_ENV !== 'production' } };
const { graphql } = settings;
exports.b = new Server(graphql);
const made = { schema };
// ruleid: graphql-debug
made.debug = process.env.NODE_ENV !== 'production';
exports.c = new ApolloServer(made);
function serve(debug) {
    return new ApolloServer({ schema, debug });
}
// ruleid: graphql-debug
exports.d = serve(process.env.NODE_ENV !== 'production');

// ok: graphql-debug
exports.e = new ApolloServer({ schema, debug: false });
// ok: graphql-debug
exports.f = new ApolloServer({ schema, debug: process.env.NODE_ENV !== 'production' });
// ok: graphql-debug
exports.g = new Other({ debug: true });
