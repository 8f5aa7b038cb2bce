const { exec, execFile } = require('child_process');
const quote = require('shell-quote').quote;

const file = process.argv[2];
// ruleid: command-from-arguments
exec('convert ' + file);

function convert(name) {
    // ruleid: command-from-arguments
    exec(`convert ${name}`);
}
convert(process.argv[3]);

// ok: command-from-arguments
execFile('convert', [file]);
// ok: command-from-arguments
exec('convert ' + quote([file]));
// ok: command-from-arguments
exec('convert ' + process.argv.length);
