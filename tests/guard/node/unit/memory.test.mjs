// What is made and dropped goes: C objects live as long as the functions that carry them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const require = createRequire(import.meta.url);
const core = require(join(dirname(require.resolve('merlon-guard/package.json')), 'lib', 'core.js'));
setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc');
// Each table is a mapping of its own.
const mappings = () => readFileSync('/proc/self/maps', 'latin1').split('\n').length;
const turn = () => new Promise((done) => setTimeout(done, 20));

test('tables of dropped limits are given back', { skip: process.platform !== 'linux' }, async () => {
  const before = mappings();
  let kept = core.limitNew({ algorithm: 2, limit: 5, windowMs: 1000 }).hit;
  let most = 0;
  for (let i = 0; i < 2000; i++) {
    core.limitNew({ algorithm: 2, limit: 5, windowMs: 1000 }).hit('k', 1, 1000);
    if (i % 100 === 99) await turn();
    if (i % 50 === 49) most = Math.max(most, mappings() - before);
  }
  assert.ok(most < 1500, `${most} tables at once`);
  collect();
  await turn();
  // One function of an object keeps the object.
  assert.equal(kept('k', 1, 1000), 1);
  assert.equal(kept('k', 1, 1000), 1);
  kept = undefined;
  collect();
  await turn();
  assert.ok(mappings() - before < 60, `${mappings() - before} more mappings`);
});
