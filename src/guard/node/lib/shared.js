'use strict';
// Where processes that belong together keep one table: the workers of a cluster and of PM2. They run the same code, so
// they name a table by who started them and by the place in the code that asks for it.
const cluster = require('node:cluster');
const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const PREFIX = 'merlon-guard-';
const asked = new Map();

// When a process was started, so that another one that has its number later is not taken for it. "0" where the system
// does not say.
function started(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
  } catch {
    return '0';
  }
}

function isAlive(pid, start) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return started(pid) === start;
}

function folder() {
  try {
    fs.accessSync('/dev/shm', fs.constants.W_OK | fs.constants.X_OK);
    return '/dev/shm';
  } catch {
    return os.tmpdir();
  }
}

// Takes away the tables of groups that are gone.
function sweep(dir, own) {
  for (const name of fs.readdirSync(dir)) {
    const parts = name.startsWith(PREFIX) && /^(\d+)-(\d+)-(\d+)-/.exec(name.slice(PREFIX.length));
    if (!parts || parts[1] !== own || isAlive(Number(parts[2]), parts[3])) continue;
    try {
      fs.unlinkSync(path.join(dir, name));
    } catch {
      // Another process was faster.
    }
  }
}

// The first place outside this package that a call came from.
function callSite() {
  const depth = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const lines = new Error().stack.split('\n').slice(1);
  Error.stackTraceLimit = depth;
  return lines.find((line) => !line.includes(__dirname)) ?? '';
}

// The path of the table that this process shares with its siblings; undefined when it has none.
function sharedPath(kind) {
  const { NODE_APP_INSTANCE, pm_id: pm2, pm_exec_path: script = process.argv[1], name = '' } = process.env;
  if (!cluster.isWorker && NODE_APP_INSTANCE === undefined && pm2 === undefined) return undefined;
  const group = process.ppid;
  const site = `${kind}\n${name}\n${script}\n${callSite()}`;
  // Several from one place (a factory) are told apart by their order.
  const order = asked.get(site) ?? 0;
  asked.set(site, order + 1);
  const dir = folder();
  const own = String(process.getuid?.() ?? 0);
  sweep(dir, own);
  const hash = crypto.createHash('sha256').update(`${site}\n${order}`).digest('hex').slice(0, 24);
  return path.join(dir, `${PREFIX}${own}-${group}-${started(group)}-${hash}`);
}

module.exports = { sharedPath };
