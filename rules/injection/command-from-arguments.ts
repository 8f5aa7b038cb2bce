import { execSync } from 'child_process';

const [, , file] = process.argv;
// ruleid: command-from-arguments
execSync('convert ' + file);
// ok: command-from-arguments
execSync('convert a.png');
// ok: command-from-arguments
execSync('sleep ' + Number(file));
