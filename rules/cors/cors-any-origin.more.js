const { ApolloServer } = require('apollo-server-express');
const restify = require('restify-cors-middleware');
const NextCors = require('nextjs-cors');
const { createServer } = require('graphql-yoga');
const apollo = new ApolloServer({});

// ruleid: cors-any-origin
apollo.applyMiddleware({ app, cors: { origin: '*' } });
// ruleid: cors-any-origin
createServer({ schema, cors: { origin: '*' } });
// ruleid: cors-any-origin
restify({ origins: ['*'] });
// ruleid: cors-any-origin
exports.next = (req, res) => NextCors(req, res, { origin: '*' });
exports.web = () => {
    // ruleid: cors-any-origin
    return Response.json({}, { headers: { 'Access-Control-Allow-Origin': '*' } });
};
// ok: cors-any-origin
apollo.applyMiddleware({ app, cors: { origin: 'https://a.example.com' } });
// ok: cors-any-origin
restify({ origins: ['https://a.example.com'] });
