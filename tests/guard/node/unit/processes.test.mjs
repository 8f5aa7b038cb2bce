// Worker threads, and the processes of a cluster.
import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

test('the addon loads in worker threads, many times, and goes with them', async () => {
  for (let round = 0; round < 5; round++) {
    const answers = await Promise.all(
      Array.from(
        { length: 4 },
        () =>
          new Promise((resolve, reject) => {
            const worker = new Worker(beside('thread.mjs'));
            worker.once('message', resolve);
            worker.once('error', reject);
          }),
      ),
    );
    for (const answer of answers) assert.deepEqual(answer, { hits: 3, escaped: '&lt;', status: 403 });
  }
});

test('workers of a cluster count together, exactly', async () => {
  const child = fork(beside('cluster.mjs'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const result = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });
  child.kill();
  // 4 workers, 500 requests each, one key; a limit of 700 for all of them.
  assert.equal(result.workers, 4);
  assert.equal(result.allowed, 700);
  assert.equal(result.refused, 1300);
  assert.equal(result.policyAllowed, 300);
});
