// The service of the examples: a login and a search, the same on each framework. What is special to one is in its file.
import { scryptSync, randomBytes, timingSafeEqual } from 'node:crypto';
import merlon from 'merlon-guard';

const SESSION = '__Host-sid';
const goods = [
  { name: 'red ink', price: 3 },
  { name: 'blue ink', price: 4 },
  { name: 'paper <a4>', price: 5 },
];

const hashOf = (password, salt) => scryptSync(password, salt, 32, { N: 1024 });
const salt = randomBytes(16);
const users = new Map([['anna', { salt, hash: hashOf('correct horse', salt) }]]);
const nobody = { salt: randomBytes(16), hash: randomBytes(32) };

// How a server of these is called: FOLDER [bare]. Without guards every attack comes through, or it would be none.
export const [folder, mode] = process.argv.slice(2);
export const isBare = mode === 'bare';

export const sessionOf = (headers) => merlon.readCookie(headers.cookie, SESSION);

// The guard, with what is particular to this application: where its session, its token and its account name are.
// `get` takes them from what the framework hands over.
export function makeGuard(get) {
  return merlon({
    csrf: {
      secret: process.env.SERVICE_SECRET ?? merlon.randomToken(32),
      session: (request) => sessionOf(get(request).headers),
      token: (request) => get(request).body?.token,
    },
    cors: { origins: ['https://app.example.org'] },
    limit: { limit: 200, path: `${folder}/limit` },
    accountLimit: { limit: 10, path: `${folder}/limit.account` },
    account: (request) => get(request).body?.user,
    log: (event) => console.error(JSON.stringify(event)),
  });
}

// A session for those who have none yet: its id, and the cookie to set.
export function startSession() {
  const id = merlon.randomToken(16);
  return { id, cookie: merlon.cookie(SESSION, id) };
}

export const form = (token) =>
  `<!doctype html><title>Shop</title><form method=post action=/login>
<input type=hidden name=token value="${merlon.escapeAttribute(token)}"><input name=user>
<input name=password type=password><button>Log in</button></form>
`;

export function logIn({ user, password }) {
  const found = users.get(user) ?? nobody;
  return timingSafeEqual(hashOf(String(password ?? ''), found.salt), found.hash);
}

export function search(words) {
  const found = goods.filter(({ name }) => name.includes(words));
  const items = found.map(({ name, price }) => `<li>${merlon.escapeHtml(name)}: ${price}</li>`);
  return `<p>${merlon.escapeHtml(words)}</p><ul>${items.join('')}</ul>\n`;
}

// An error as they happen: a table that a migration forgot.
export function fail() {
  throw new Error('no such table: orders_2019');
}

// An urlencoded body of a few kilobytes.
export async function readForm(req) {
  let text = '';
  for await (const piece of req) {
    text += piece;
    if (text.length > 8192) throw Object.assign(new Error('the form is too long'), { status: 413 });
  }
  return Object.fromEntries(new URLSearchParams(text));
}

// Says the port, and ends with its input, or by itself after a minute.
export function run(server) {
  const say = () => console.log(server.address().port);
  if (server.listening) say();
  else server.once('listening', say);
  process.stdin.resume();
  process.stdin.once('end', () => process.exit(0));
  setTimeout(() => process.exit(1), 60000).unref();
}
