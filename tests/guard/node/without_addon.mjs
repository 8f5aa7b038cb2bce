// Runs test files in a package whose addon is taken away. Each must fail, and for that reason.
import { spawnSync } from 'node:child_process';

const faults = process.argv.slice(2).filter((file) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--test', file], { encoding: 'utf8' });
  const says = /there is no addon for/.test(stdout + stderr);
  console.log(`${file}: ${status ? 'fails' : 'PASSES'}${says ? '' : ', and does not say that there is no addon'}`);
  return !status || !says;
});
process.exitCode = faults.length || process.argv.length < 3 ? 1 : 0;
