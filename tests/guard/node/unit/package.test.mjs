// The package as others get it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import test from 'node:test';

const require = createRequire(import.meta.url);
const folder = dirname(realpathSync(require.resolve('merlon-guard/package.json')));
const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

test('both kinds of modules have the same things', async () => {
  for (const path of Object.keys(manifest.exports).filter((name) => name !== './package.json')) {
    const name = path.replace('.', 'merlon-guard');
    const common = require(name);
    const module = await import(name);
    const names = Object.keys(module).filter((key) => key !== 'default');
    assert.ok(names.length > 0 || module.default, name);
    if (module.default) assert.equal(module.default, common, name);
    for (const key of names) assert.equal(module[key], common[key], `${name} ${key}`);
    const hidden = ['merlon', 'rateLimit', 'default', ...names];
    for (const key of Object.keys(common)) assert.ok(hidden.includes(key), `${name} lacks ${key}`);
  }
});

test('nothing is depended on, no script runs, and the version is that of the core', () => {
  assert.equal(manifest.dependencies, undefined);
  assert.equal(manifest.peerDependencies, undefined);
  assert.equal(manifest.scripts, undefined);
  const core = createRequire(join(folder, 'lib', 'core.js'))('./core.js');
  assert.equal(manifest.version, core.version());
});

test('npm packs what belongs in it', () => {
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: folder, encoding: 'utf8' }),
  );
  const names = files.map(({ path }) => path);
  const roots = new Set(names.map((name) => name.split('/')[0]));
  assert.deepEqual([...roots].sort(), [
    'LICENSE',
    'README.md',
    'build.js',
    'lib',
    'package.json',
    'prebuilt',
    'source',
    'types',
  ]);
  for (const part of ['lib', 'types']) {
    assert.deepEqual(
      names.filter((name) => name.startsWith(`${part}/`)).sort(),
      readdirSync(join(folder, part))
        .map((name) => `${part}/${name}`)
        .sort(),
    );
  }
  assert.ok(names.includes(`prebuilt/${process.platform}-${process.arch}/merlon_guard.node`));
  assert.ok(names.includes('source/merlon_guard.h') && names.includes('source/node/addon/addon.c'));
  assert.ok(names.every((name) => !/node_modules|\.o$|package-lock/.test(name)));
});

test('the addon needs nothing but the C library', { skip: process.platform !== 'linux' }, () => {
  const addon = join(folder, 'prebuilt', `${process.platform}-${process.arch}`, 'merlon_guard.node');
  const needed = execFileSync('ldd', [addon], { encoding: 'utf8' });
  assert.doesNotMatch(needed, /sodium|hiredis|ssl|crypto|not found/);
});
