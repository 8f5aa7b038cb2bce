#!/usr/bin/env node
'use strict';
// Builds the addon from the sources that are in the package, for machines that it brings none for. Run by hand
// (`npx merlon-guard-build`), never by an install.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const place = require('./lib/place.js');

function run(...command) {
  const done = spawnSync(command[0], command.slice(1), { stdio: 'inherit' });
  if (done.error) throw new Error(`${command[0]} cannot be run: ${done.error.message}`);
  if (done.status !== 0) throw new Error(`${command.join(' ')} failed`);
}

const build = fs.mkdtempSync(path.join(os.tmpdir(), 'merlon-guard-'));
try {
  const own = path.resolve(process.execPath, '..', '..', 'include', 'node');
  const headers = process.argv[2] ?? own;
  run(
    'cmake',
    '-S',
    path.join(__dirname, 'source'),
    '-B',
    build,
    '-DCMAKE_BUILD_TYPE=Release',
    '-DMLG_NODE=ON',
    '-DMLG_REDIS=OFF',
    `-DMLG_NODE_API=${headers}`,
  );
  run('cmake', '--build', build, '--target', 'merlon_guard_node');
  const to = path.join(__dirname, place);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(path.join(build, 'node', 'merlon_guard.node'), to);
  console.log(`Built ${place}`);
} catch (error) {
  console.error(`merlon-guard-build: ${error.message}`);
  console.error(
    'It needs CMake, a C compiler, pkg-config, libsodium with its headers (Debian: cmake gcc pkg-config libsodium-dev) ' +
      'and node_api.h, whose folder can be given: npx merlon-guard-build /usr/include/node',
  );
  process.exitCode = 1;
} finally {
  fs.rmSync(build, { recursive: true, force: true });
}
