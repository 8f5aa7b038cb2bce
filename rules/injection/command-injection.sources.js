// Each place where a request comes in, framework by framework.
const { exec } = require('child_process');
const express = require('express');
const Koa = require('koa');
const KoaRouter = require('koa-router');
const route = require('koa-route');
const fastifyOf = require('fastify');
const Hapi = require('@hapi/hapi');
const http = require('http');
const http2 = require('node:http2');
const { Hono } = require('hono');
const { OpenAPIHono } = require('@hono/zod-openapi');
const { ApolloServer } = require('@apollo/server');
const { makeExecutableSchema } = require('@graphql-tools/schema');
const { createSchema } = require('graphql-yoga');
const { buildSubgraphSchema } = require('@apollo/subgraph');
const { GraphQLObjectType, graphql } = require('graphql');
const { graphqlHTTP } = require('express-graphql');
const socketio = require('socket.io');
const WebSocket = require('ws');
const multer = require('multer');
const busboy = require('busboy');
const formidable = require('formidable');
const polka = require('polka');
const restify = require('restify');
const findMyWay = require('find-my-way');
const rawBody = require('raw-body');
const cookie = require('cookie');
const { matchedData } = require('express-validator');
const asyncHandler = require('express-async-handler');
const { promisify } = require('es6-promisify');

const app = express();
const router = express.Router();

app.all('/express', [check, (req, res) => {
    // ruleid: command-injection
    exec('run ' + req.signedCookies.name);
    // ruleid: command-injection
    exec('run ' + req.header('x-name'));
    // ruleid: command-injection
    exec('run ' + req.param('name'));
    // ruleid: command-injection
    exec('run ' + req.path);
    // ruleid: command-injection
    exec('run ' + req.hostname);
    // ruleid: command-injection
    exec('run ' + res.req.query.name);
    // ruleid: command-injection
    exec('run ' + req.res.status(200).type('x').req.body.name);
    // ok: command-injection
    exec('run ' + req.method);
    // ok: command-injection
    exec('run ' + req.session.name);
    req.on('data', (chunk) => {
        // ruleid: command-injection
        exec('run ' + chunk);
    });
}]);
function check(req, res, next) {
    next();
}
router.param('id', (req, res, next, id) => {
    // ruleid: command-injection
    exec('run ' + id);
});
router.route('/a').get((request, response) => {
    // ruleid: command-injection
    exec('run ' + request.query.name);
}).post((first, second) => {
    // ruleid: command-injection
    exec('run ' + first.body.name);
});
app.use((error, first, second, third) => {
    // ruleid: command-injection
    exec('run ' + first.body.name);
});
app.use('/b', [(error, first, second, third) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
}]);
app.get('/c', asyncHandler(async (first, second) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
}));
exports.handler = function (err, request, response) {
    // ruleid: command-injection
    exec('run ' + request.query.name);
};
exports.plain = function (req, res) {
    // ruleid: command-injection
    exec('run ' + req.query.name);
    // ruleid: command-injection
    exec('run ' + matchedData(req).name);
    // ruleid: command-injection
    exec('run ' + cookie.parse(req.headers.cookie).name);
    rawBody(req).then((body) => {
        // ruleid: command-injection
        exec('run ' + body);
    });
};
// Names alone are no request.
exports.other = function (first, second) {
    // ok: command-injection
    exec('run ' + first.query.name);
};

const koa = new Koa();
const koaRouter = new KoaRouter.Router();
koaRouter.get('/koa', [async (ctx) => {
    // ruleid: command-injection
    exec('run ' + ctx.querystring);
    // ruleid: command-injection
    exec('run ' + ctx.get('x-name'));
    // ruleid: command-injection
    exec('run ' + ctx.cookies.get('name'));
    // ruleid: command-injection
    exec('run ' + ctx.captures[0]);
    // ruleid: command-injection
    exec('run ' + ctx.request.rawBody);
    // ruleid: command-injection
    exec('run ' + ctx.request.get('x-name'));
    // ruleid: command-injection
    exec('run ' + ctx.req.url);
    // ruleid: command-injection
    exec('run ' + ctx.request.req.headers.host);
    // ok: command-injection
    exec('run ' + ctx.state.name);
}]).use(async (ctx, next) => {
    // ruleid: command-injection
    exec('run ' + ctx.headers.host);
    await next();
});
koaRouter.param('id', (id, ctx, next) => {
    // ruleid: command-injection
    exec('run ' + id);
    // ruleid: command-injection
    exec('run ' + ctx.query.name);
});
koa.use(route.get('/pets/:name', (ctx, name, second, third) => {
    // ruleid: command-injection
    exec('run ' + name);
    // ruleid: command-injection
    exec('run ' + second);
    // ruleid: command-injection
    exec('run ' + third);
    // ruleid: command-injection
    exec('run ' + ctx.query.name);
    // ruleid: command-injection
    exec('run ' + ctx.request.body.name);
}));

const fastify = fastifyOf.default({ logger: true }).withTypeProvider();
fastify.register(async (instance) => {
    instance.post('/a', { handler: async (first, second) => {
        // ruleid: command-injection
        exec('run ' + first.body.name);
        // ruleid: command-injection
        exec('run ' + first.raw.url);
        // ruleid: command-injection
        exec('run ' + first.unsignCookie('a').value);
        // ruleid: command-injection
        exec('run ' + second.request.query.name);
    }, preHandler: async (first) => {
        // ruleid: command-injection
        exec('run ' + first.query.name);
    } });
});
fastify.addHook('onRequest', async (first) => {
    // ruleid: command-injection
    exec('run ' + first.url);
});
fastifyOf.fastify().setErrorHandler((error, first, second) => {
    // ruleid: command-injection
    exec('run ' + first.body.name);
});
fastify.setNotFoundHandler((first) => {
    // ruleid: command-injection
    exec('run ' + first.url);
});
fastify.route({ method: 'GET', url: '/b', handler: (first) => {
    // ruleid: command-injection
    exec('run ' + first.params.name);
}, preHandler: (first) => {
    // ruleid: command-injection
    exec('run ' + first.params.name);
} });
exports.plugin = async function (fastify, opts) {
    fastify.get('/c', async (first) => {
        // ruleid: command-injection
        exec('run ' + first.hostname);
    });
};
exports.replied = async (request, reply) => {
    // ruleid: command-injection
    exec('run ' + request.query.name);
};
exports.failed = async (err, req, reply) => {
    // ruleid: command-injection
    exec('run ' + req.query.name);
};

const hapi = new Hapi.Server({});
hapi.route([{ method: 'GET', path: '/', options: {
    pre: [{ method: (first) => {
        // ruleid: command-injection
        exec('run ' + first.query.name);
    } }, (first) => {
        // ruleid: command-injection
        exec('run ' + first.params.name);
    }],
    handler: (first) => {
        // ruleid: command-injection
        exec('run ' + first.payload.name);
        // ruleid: command-injection
        exec('run ' + first.raw.req.url);
        // ruleid: command-injection
        exec('run ' + first.info.referrer);
        // ok: command-injection
        exec('run ' + first.auth.credentials.name);
    },
} }]);
hapi.ext('onRequest', (first) => {
    // ruleid: command-injection
    exec('run ' + first.path);
});
hapi.decorate('handler', 'x', (first) => {
    // ruleid: command-injection
    exec('run ' + first.state.name);
});
exports.hapi = (request, h) => {
    // ruleid: command-injection
    exec('run ' + request.payload.name);
};

new http.Server((first) => {
    // ruleid: command-injection
    exec('run ' + first.headers.host);
});
http.createServer().on('request', async (first) => {
    first.once('data', (chunk) => {
        // ruleid: command-injection
        exec('run ' + chunk);
    });
    for await (const chunk of first) {
        // ruleid: command-injection
        exec('run ' + chunk);
    }
});
http2.createSecureServer({}, (first) => {
    // ruleid: command-injection
    exec('run ' + first.authority);
});

const hono = new Hono().basePath('/api');
hono.get('/', async (c) => {
    // ruleid: command-injection
    exec('run ' + (await c.req.json()).name);
    // ruleid: command-injection
    exec('run ' + c.req.path);
    // ruleid: command-injection
    exec('run ' + c.req.raw.url);
});
hono.notFound((c) => {
    // ruleid: command-injection
    exec('run ' + c.req.url);
});
hono.onError((error, c) => {
    // ruleid: command-injection
    exec('run ' + c.req.query('name'));
});
new OpenAPIHono().openapi({}, (c) => {
    // ruleid: command-injection
    exec('run ' + c.req.valid('json').name);
});

const resolver = (name) => ({ Query: { [name]: 1 } });
new ApolloServer({ resolvers: { Query: {
    // ruleid: command-injection
    item: (parent, input) => exec('run ' + input.name),
} } });
makeExecutableSchema({ resolvers: [{ Mutation: {
    // ruleid: command-injection
    add: (parent, input) => exec('run ' + input.name),
} }] });
createSchema({ resolvers: { Subscription: { added: {
    // ruleid: command-injection
    subscribe: (parent, input) => exec('run ' + input.name),
} } } });
buildSubgraphSchema({ resolvers: { Query: {
    // ruleid: command-injection
    one: (parent, input) => exec('run ' + input.name),
} } });
buildSubgraphSchema([{ resolvers: { Query: {
    // ruleid: command-injection
    two: (parent, input) => exec('run ' + input.name),
} } }]);
require('mercurius')(schema, { resolvers: { Query: {
    // ruleid: command-injection
    three: (parent, input) => exec('run ' + input.name),
} } });
exports.resolve = (parent, args, context) => {
    // ruleid: command-injection
    exec('run ' + args.name);
};
new GraphQLObjectType({ name: 'Query', fields: { item: {
    // ruleid: command-injection
    resolve: (parent, input) => exec('run ' + input.name),
} } });
new GraphQLObjectType({ name: 'Query', fields: () => ({ item: {
    // ruleid: command-injection
    resolve: (parent, input) => exec('run ' + input.name),
} }) });
graphqlHTTP({ rootValue: {
    // ruleid: command-injection
    item: ({ name }) => exec('run ' + name),
} });
graphql({ rootValue: {
    // ruleid: command-injection
    item: ({ name }) => exec('run ' + name),
} });
graphql(schema, text, {
    // ruleid: command-injection
    item: ({ name }) => exec('run ' + name),
});

const io = socketio.listen(80);
io.of('/chat').on('connection', (socket) => {
    socket.on('say', (text, other, third) => {
        // ruleid: command-injection
        exec('run ' + text);
        // ruleid: command-injection
        exec('run ' + other);
        // ruleid: command-injection
        exec('run ' + third);
    });
    socket.onAny((event, text) => {
        // ruleid: command-injection
        exec('run ' + text);
    });
    socket.use((packet, next) => {
        // ruleid: command-injection
        exec('run ' + packet[1]);
    });
    // ruleid: command-injection
    exec('run ' + socket.handshake.query.name);
});
socketio(80).use((socket, next) => {
    // ruleid: command-injection
    exec('run ' + socket.handshake.auth.token);
});

const wss = new WebSocket.Server({ port: 80 });
wss.on('connection', (socket, message) => {
    // ruleid: command-injection
    exec('run ' + message.url);
    socket.on('message', (text) => {
        // ruleid: command-injection
        exec('run ' + text);
    });
    socket.addEventListener('message', (event) => {
        // ruleid: command-injection
        exec('run ' + event.data);
    });
});

multer({ fileFilter: (request, file, done) => {
    // ruleid: command-injection
    exec('run ' + file.originalname);
    // ruleid: command-injection
    exec('run ' + request.body.name);
} });
app.post('/upload', (req, res) => {
    // ruleid: command-injection
    exec('run ' + req.file.originalname);
    // ruleid: command-injection
    exec('run ' + req.files[0].originalname);
    req.files.forEach((file) => {
        // ruleid: command-injection
        exec('run ' + file.originalname);
    });
    // ruleid: command-injection
    exec('run ' + req.files.photo.name);
    // ok: command-injection
    exec('run ' + req.file.filename);
    const form = busboy({ headers: req.headers });
    form.on('file', (name, stream, info) => {
        // ruleid: command-injection
        exec('run ' + name);
        // ruleid: command-injection
        exec('run ' + info.filename);
    });
    form.on('field', (name, value) => {
        // ruleid: command-injection
        exec('run ' + value);
    });
    formidable().parse(req, (err, fields, files) => {
        // ruleid: command-injection
        exec('run ' + fields.name);
        // ruleid: command-injection
        exec('run ' + files.photo.originalFilename);
    });
    formidable.formidable().parse(req).then(([fields]) => {
        // ruleid: command-injection
        exec('run ' + fields.name);
    });
    new formidable.IncomingForm().parse(req, (err, fields) => {
        // ruleid: command-injection
        exec('run ' + fields.name);
    });
    new (require('multiparty').Form)().on('field', (name, value) => {
        // ruleid: command-injection
        exec('run ' + value);
    });
});

polka().get('/', (first) => {
    // ruleid: command-injection
    exec('run ' + first.query.name);
}).use([(first) => {
    // ruleid: command-injection
    exec('run ' + first.url);
}]);
restify.createServer().get('/', (first) => {
    // ruleid: command-injection
    exec('run ' + first.getQuery());
    // ruleid: command-injection
    exec('run ' + first.header('x-name'));
});
findMyWay().on('GET', '/', (first) => {
    // ruleid: command-injection
    exec('run ' + first.url);
});
require('h3').readBody(event).then((body) => {
    // ruleid: command-injection
    exec('run ' + body.name);
});
require('co-body').json(context).then((body) => {
    // ruleid: command-injection
    exec('run ' + body.name);
});
// ruleid: command-injection
exec('run ' + require('h3').getHeader(event, 'x-name'));

exports.lambda = async (event, context) => {
    // ruleid: command-injection
    exec('run ' + event.queryStringParameters.name);
};
exports.lambda2 = async (event) => {
    // ruleid: command-injection
    exec('run ' + event.pathParameters.name);
};
Bun.serve({ fetch: (first) => {
    // ruleid: command-injection
    exec('run ' + first.url);
} });
Deno.serve((first) => {
    // ruleid: command-injection
    exec('run ' + first.url);
});
