'use strict';
// The C core. Everything that is decided is decided there; this package cannot work without it, and does not try.
const path = require('node:path');
const place = require('./place.js');

function load() {
  try {
    return require(path.join(__dirname, '..', place));
  } catch (cause) {
    const missing = cause.code === 'MODULE_NOT_FOUND';
    const error = new Error(
      `merlon-guard: ${missing ? 'there is no addon' : 'the addon cannot be loaded'} for ` +
        `${process.platform}-${process.arch} (${place})` +
        `${missing ? '' : `: ${cause.message}`}. ` +
        'The package brings the one for Linux x86-64 with glibc; elsewhere build it from the sources that are in the ' +
        'package: `npx merlon-guard-build` (needs CMake, a C compiler, pkg-config and libsodium).',
    );
    error.code = 'ERR_MERLON_GUARD_ADDON';
    error.cause = cause;
    throw error;
  }
}

module.exports = load();
