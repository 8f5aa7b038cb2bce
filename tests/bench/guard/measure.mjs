// Measures merlon-guard against the packages that it replaces: measure.mjs PACKAGE. CPU time, the ratios of one run, the
// medians of alternating rounds. Prints a line for each figure and the bound it is to stay within, and says so where it
// does not; nothing passes or fails by time. Part of `make bench`.
import { spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { COOKIE, ORIGIN, SECRET, SESSION } from './stacks.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(process.argv[2] ?? '');
const ours = (name) => import(pathToFileURL(join(folder, 'lib', `${name}.mjs`)));
const ROUNDS = Number(process.env.ROUNDS ?? 7);
// Of the whole stack: short rounds and many, for what is compared shall have been measured at about the same time.
// And by servers that are started anew, for two processes of one program are not equally fast.
const STACK_ROUNDS = Number(process.env.STACK_ROUNDS ?? 11);
const STARTS = Number(process.env.STARTS ?? 5);
const REQUESTS = Number(process.env.REQUESTS ?? 2400);
const CONNECTIONS = 8;
const CALLS = Number(process.env.CALLS ?? 40000);

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

function tell(what, ratio, bound, details) {
  const good = ratio <= bound;
  console.log(`${what.padEnd(30)} ${ratio.toFixed(2)} (at most ${bound})${good ? '' : '  TOO MUCH'}   ${details}`);
}

// ---- one call ------------------------------------------------------------------------------------

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

// Microseconds a call of each of several pieces of work, in turns.
async function calls(works) {
  const took = works.map(() => []);
  for (let round = -1; round < ROUNDS; round++) {
    for (const [index, work] of works.entries()) {
      const before = cpu();
      for (let i = 0; i < CALLS; i++) {
        const pending = work();
        if (pending) await pending;
      }
      if (round >= 0) took[index].push((cpu() - before) / CALLS);
    }
  }
  return took.map(median);
}

async function compare(what, bound, nothing, peer, own) {
  const [base, theirs, mine] = await calls([nothing, peer, own]);
  tell(what, (mine - base) / (theirs - base), bound, `${(mine - base).toFixed(2)} to ${(theirs - base).toFixed(2)} µs`);
}

const next = () => {};
const response = () => new http.ServerResponse({ method: 'GET', httpVersionMajor: 1, httpVersionMinor: 1 });

async function headers() {
  const theirs = (await import('helmet')).default();
  const mine = (await ours('helmet')).default();
  const req = { headers: {} };
  await compare(
    'headers, a call',
    0.7,
    response,
    () => void theirs(req, response(), next),
    () => void mine(req, response(), next),
  );
}

async function limiter() {
  const options = { limit: 4000000, standardHeaders: 'draft-7', legacyHeaders: false, validate: false };
  const theirs = (await import('express-rate-limit')).rateLimit(options);
  const mine = (await ours('express-rate-limit')).rateLimit(options);
  const request = () => ({ ip: '192.0.2.1', method: 'GET', headers: {} });
  await compare(
    'limiter, a call',
    0.6,
    () => void [request(), response()],
    () => theirs(request(), response(), next),
    () => mine(request(), response(), next),
  );
}

async function csrf() {
  const options = { getSecret: () => SECRET, getSessionIdentifier: () => SESSION };
  const theirs = (await import('csrf-csrf')).doubleCsrf(options);
  const mine = (await ours('csrf-csrf')).doubleCsrf(options);
  // What sets the cookie is the framework's, and no part of what is measured.
  const res = { cookie() {} };
  const fresh = { headers: {}, cookies: {} };
  await compare(
    'CSRF issue, a call',
    0.35,
    () => undefined,
    () => void theirs.generateCsrfToken(fresh, res),
    () => void mine.generateCsrfToken(fresh, res),
  );
  const token = theirs.generateCsrfToken(fresh, res);
  const sent = { headers: { 'x-csrf-token': token }, cookies: { '__Host-psifi.x-csrf-token': token } };
  if (!theirs.validateRequest(sent) || !mine.validateRequest(sent)) throw new Error('a good token is refused');
  await compare(
    'CSRF check, a call',
    0.6,
    () => undefined,
    () => void theirs.validateRequest(sent),
    () => void mine.validateRequest(sent),
  );
}

// ---- the whole stack -----------------------------------------------------------------------------

class Server {
  static async start(framework, stack) {
    const env = {
      ...process.env,
      NODE_ENV: 'production',
      MERLON_GUARD: pathToFileURL(join(folder, 'lib', 'index.mjs')).href,
    };
    const child = spawn(process.execPath, [join(here, 'server.mjs'), framework, stack], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env,
    });
    const server = Object.assign(new Server(), { child, waiting: [] });
    let text = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (piece) => {
      const lines = (text + piece).split('\n');
      text = lines.pop();
      for (const line of lines) server.waiting.shift()(Number(line));
    });
    child.on('exit', (code) => {
      if (server.waiting.length) throw new Error(`the server ${framework} ${stack} ended with ${code}`);
    });
    server.port = await server.read();
    return server;
  }

  read() {
    return new Promise((done) => this.waiting.push(done));
  }

  cpu() {
    this.child.stdin.write('\n');
    return this.read();
  }

  stop() {
    this.child.stdin.end();
  }
}

// Of five requests four read and one writes, with its token; one of ten comes from the listed origin.
function requests(token) {
  const common =
    'Host: localhost\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: text/html,*/*;q=0.8\r\n' +
    `Accept-Language: en\r\nCookie: theme=dark; sid=${SESSION}; ${COOKIE}=${token}\r\n`;
  const get = `GET / HTTP/1.1\r\n${common}\r\n`;
  const foreign = `GET / HTTP/1.1\r\n${common}Origin: ${ORIGIN}\r\n\r\n`;
  const post = `POST / HTTP/1.1\r\n${common}X-CSRF-Token: ${token}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n\r\n`;
  return [get, post, get, get, foreign, get, post, get, get, get];
}

// Sends `count` requests over one connection, each when the one before is answered; every answer must be a good one.
function load(port, kinds, count) {
  return new Promise((done, failed) => {
    const socket = net.connect(port, '127.0.0.1');
    let sent = 0;
    let text = '';
    socket.setEncoding('latin1');
    socket.setNoDelay(true);
    const send = () => socket.write(kinds[sent++ % kinds.length]);
    socket.on('connect', send);
    socket.on('error', failed);
    socket.on('data', (piece) => {
      text += piece;
      if (!text.endsWith('hello')) {
        if (text.length > 4096) failed(new Error(`an odd answer: ${text.slice(0, 500)}`));
        return;
      }
      if (!text.startsWith('HTTP/1.1 200 ')) {
        failed(new Error(`an answer is ${text.slice(0, 500)}`));
        socket.destroy();
        return;
      }
      text = '';
      if (sent < count) {
        send();
        return;
      }
      socket.end();
      done();
    });
  });
}

async function whole(framework, bound) {
  const { doubleCsrf } = await import('csrf-csrf');
  const { generateCsrfToken } = doubleCsrf({
    getSecret: () => SECRET,
    getSessionIdentifier: () => SESSION,
    cookieName: COOKIE,
  });
  const kinds = requests(generateCsrfToken({ cookies: {} }, { cookie() {} }));
  const names = ['bare', 'peers', 'guard'];
  const took = names.map(() => []);
  for (let start = 0; start < STARTS; start++) await rounds(framework, names, kinds, took);
  // Of each round what it was above the bare server of the same round.
  const above = (index) => median(took[index].map((each, round) => each - took[0][round]));
  const [peers, guard] = [above(1), above(2)];
  const details = `${guard.toFixed(1)} to ${peers.toFixed(1)} µs a request above ${median(took[0]).toFixed(1)}`;
  tell(`whole stack on ${framework}`, guard / peers, bound, details);
}

async function rounds(framework, names, kinds, took) {
  const servers = await Promise.all(names.map((name) => Server.start(framework, name)));
  try {
    for (let round = -3; round < STACK_ROUNDS; round++) {
      for (const [index, server] of servers.entries()) {
        const before = await server.cpu();
        const each = REQUESTS / CONNECTIONS;
        await Promise.all(Array.from({ length: CONNECTIONS }, () => load(server.port, kinds, each)));
        if (round >= 0) took[index].push(((await server.cpu()) - before) / REQUESTS);
      }
    }
  } finally {
    servers.forEach((server) => server.stop());
  }
}

console.log(
  `merlon-guard ÷ the packages it replaces, CPU time, node ${process.version}, medians of ${ROUNDS} and ${STARTS} × ${STACK_ROUNDS} rounds`,
);
await headers();
await limiter();
await csrf();
await whole('http', 0.25);
await whole('express', 0.35);
