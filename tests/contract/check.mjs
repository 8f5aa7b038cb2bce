// Checks merlon's SARIF and JSON against their official schemas and consumers.
//
//   node check.mjs --fixture MAKE_FIXTURE      the nasty run in memory, in each format
//   node check.mjs --merlon MERLON [DIR…]      real output for the folders
//
// SARIF must be valid by the OASIS schema and pass the multitool's rules for SARIF and for GitHub;
// JSON must be valid by src/report/merlon.schema.json. A SARIF and a JSON that are broken must fail
// the same checks, or the checks are worth nothing. Needs `npm ci` in this folder.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

let Ajv, addFormats;
try {
  Ajv = require('ajv/dist/2020').default;
  addFormats = require('ajv-formats').default;
} catch {
  console.error(`the checking tools are missing: run \`npm ci\` in ${here}`);
  process.exit(1);
}

const multitoolFolder = join(here, 'node_modules', '@microsoft', `sarif-multitool-${process.platform}`);
const multitool = join(multitoolFolder, 'Sarif.Multitool');
const folder = mkdtempSync(join(tmpdir(), 'merlon-contract-'));
const failures = [];

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function makeValidator(path) {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  return ajv.compile(readJson(path));
}

const sarifSchema = makeValidator(join(multitoolFolder, 'sarif-2.1.0.json'));
const jsonSchema = makeValidator(join(here, '..', '..', 'src', 'report', 'merlon.schema.json'));

function checkSchema(validate, document) {
  if (validate(document)) return [];
  return validate.errors.slice(0, 20).map((e) => `schema: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}

// The lines of the multitool that no upload may have. Its exit code says nothing of them.
function checkMultitool(path) {
  // npm's install scripts, which would do this, are off.
  chmodSync(multitool, 0o755);
  const run = spawnSync(multitool, ['validate', '--rule-kind', 'Sarif;Ghas', '--max-file-size-in-kb', '1000000', path], {
    encoding: 'utf8',
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
    maxBuffer: 1 << 28,
  });
  if (run.error) return [`the multitool does not start: ${run.error.message}`];
  const lines = `${run.stdout}\n${run.stderr}`.split('\n');
  const bad = lines.filter((line) => /(^|: )error\b/i.test(line) || /\bGH\d+: /.test(line));
  // A tool that looked at nothing finds nothing.
  if (!lines.some((line) => /^Done\. 1 files? scanned\./.test(line)) ||
      !lines.some((line) => line.startsWith('Analysis completed successfully')))
    bad.push(`the multitool did not finish:\n${run.stdout}${run.stderr}`);
  return bad;
}

function checkSarif(path) {
  let document;
  try {
    document = readJson(path);
  } catch (error) {
    return [`not JSON: ${error.message}`];
  }
  return [...checkSchema(sarifSchema, document), ...checkMultitool(path)];
}

function checkJson(path) {
  try {
    return checkSchema(jsonSchema, readJson(path));
  } catch (error) {
    return [`not JSON: ${error.message}`];
  }
}

function expectClean(name, errors) {
  console.log(`${errors.length ? 'FAILED' : 'ok    '} ${name}`);
  for (const error of errors) console.log(`       ${error}`);
  if (errors.length) failures.push(name);
}

function expectBroken(name, errors, pattern) {
  const seen = errors.some((error) => pattern.test(error));
  console.log(`${seen ? 'ok    ' : 'FAILED'} ${name}: refused (${errors.length} lines)`);
  if (!seen) failures.push(name);
}

function expectTrue(name, condition) {
  expectClean(name, condition ? [] : ['is not so']);
}

function capture(name, command, args) {
  const run = spawnSync(command, args, { maxBuffer: 1 << 30 });
  if (run.error || run.status !== 0) {
    expectClean(name, [`${command} ${args.join(' ')}: ${run.error?.message ?? `exit ${run.status}`}\n${run.stderr ?? ''}`]);
    return undefined;
  }
  const path = join(folder, name);
  writeFileSync(path, run.stdout);
  return path;
}

// Both formats carry the same findings.
function checkSame(sarifPath, jsonPath) {
  const identities = readJson(sarifPath).runs[0].results.map((r) => r.partialFingerprints?.['merlonIdentity/v1']);
  const others = (readJson(jsonPath).findings ?? []).map((f) => f.identity);
  expectTrue('SARIF and JSON hold the same findings', JSON.stringify(identities) === JSON.stringify(others));
  return others.length;
}

function testTheTests() {
  const broken = join(here, 'broken.sarif');
  expectBroken('broken.sarif, by the multitool', checkMultitool(broken), /\bGH\d+\b/);
  const document = readJson(broken);
  delete document.runs[0].results[0].message;
  expectBroken('a result without a message, by the OASIS schema', checkSchema(sarifSchema, document), /message/);
  expectBroken('an empty report, by merlon.schema.json', checkSchema(jsonSchema, {}), /findings/);
}

function testFixture(make) {
  for (const extra of [[], ['all']]) {
    const tail = extra.length ? '-all' : '';
    const sarif = capture(`fixture${tail}.sarif`, make, ['sarif', ...extra]);
    const json = capture(`fixture${tail}.json`, make, ['json', ...extra]);
    if (!sarif || !json) continue;
    expectClean(`fixture${tail}.sarif`, checkSarif(sarif));
    expectClean(`fixture${tail}.json`, checkJson(json));
    expectTrue(`${extra.length ? 'four' : 'three'} findings`, checkSame(sarif, json) === (extra.length ? 4 : 3));
  }
  const text = capture('fixture.txt', make, ['text', 'all']);
  if (text) {
    // eslint-disable-next-line no-control-regex
    const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
    expectTrue('no control character in text', !control.test(readFileSync(text, 'utf8')));
  }
  // What has become of the nasty parts.
  const damaged = join(folder, 'damaged.json');
  const document = readJson(join(folder, 'fixture.json'));
  document.findings[0].start.column = 0;
  writeFileSync(damaged, JSON.stringify(document));
  expectBroken('a column 0, by merlon.schema.json', checkJson(damaged), /start\/column/);
}

function testMerlon(merlon, folders) {
  for (const dir of folders) {
    const args = ['scan', '--exit-zero', dir, '--format'];
    const sarif = capture('merlon.sarif', merlon, [...args, 'sarif']);
    const json = capture('merlon.json', merlon, [...args, 'json']);
    if (!sarif || !json) continue;
    expectClean(`SARIF of ${dir}`, checkSarif(sarif));
    expectClean(`JSON of ${dir}`, checkJson(json));
    const count = checkSame(sarif, json);
    console.log(`       ${count} findings`);
  }
}

const [mode, program, ...folders] = process.argv.slice(2);
if (!program || (mode !== '--fixture' && mode !== '--merlon') || (mode === '--merlon' && !folders.length)) {
  console.error('usage: node check.mjs --fixture MAKE_FIXTURE | --merlon MERLON DIR…');
  process.exit(2);
}
if (!existsSync(multitool)) {
  console.error(`there is no SARIF multitool for ${process.platform} in ${multitoolFolder}: run \`npm ci\` in ${here}`);
  process.exit(1);
}
testTheTests();
if (mode === '--fixture') testFixture(program);
else testMerlon(program, folders);
rmSync(folder, { recursive: true, force: true });
if (failures.length) console.error(`${failures.length} failed: ${failures.join('; ')}`);
process.exit(failures.length ? 1 : 0);
