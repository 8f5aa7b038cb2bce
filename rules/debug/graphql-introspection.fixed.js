const { ApolloServer } = require('apollo-server');

// ruleid: graphql-introspection
exports.a = new ApolloServer({ schema, introspection: process.env.NODE_ENV !== 'production' });
// By an alias, a destructuring, an object made elsewhere, a wrapper.
const Server = ApolloServer;
// ruleid: graphql-introspection
const settings = { graphql: { schema, playground: process.env.NODE_ENV !== 'production' } };
const { graphql } = settings;
exports.b = new Server(graphql);
function serve(introspection) {
    return new ApolloServer({ schema, introspection });
}
// ruleid: graphql-introspection
exports.c = serve(process.env.NODE_ENV !== 'production');
// ok: graphql-introspection
exports.d = new ApolloServer({ schema, introspection: false });
// ok: graphql-introspection
exports.e = new ApolloServer({ schema, introspection: process.env.NODE_ENV !== 'production' });
// ok: graphql-introspection
exports.f = new Other({ introspection: true });
