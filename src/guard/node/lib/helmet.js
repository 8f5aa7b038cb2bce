'use strict';
// A drop-in for helmet 8. Headers are composed when a middleware is made; a response gets what was composed.
const { fixed } = require('./apply.js');
const {
  KINDS,
  cspHeader,
  readHeaders,
  getDefaultDirectives,
  dangerouslyDisableDefaultSrc,
} = require('./security-headers.js');

function apply(parts, remove) {
  const set = fixed(parts.filter((part) => part.write === undefined).map(({ name, value }) => [name, value]));
  const dynamic = parts.filter((part) => part.write !== undefined);
  if (!dynamic.length) {
    return (req, res, next) => {
      set(res);
      if (remove) res.removeHeader('X-Powered-By');
      next();
    };
  }
  return (req, res, next) => {
    try {
      for (const { name, write } of dynamic) res.setHeader(name, write(req, res));
    } catch (error) {
      next(error);
      return;
    }
    set(res);
    if (remove) res.removeHeader('X-Powered-By');
    next();
  };
}

const contentSecurityPolicy = (options) => apply([cspHeader(options)], false);
contentSecurityPolicy.getDefaultDirectives = getDefaultDirectives;
contentSecurityPolicy.dangerouslyDisableDefaultSrc = dangerouslyDisableDefaultSrc;

function helmet(options = {}) {
  const read = readHeaders(options);
  const parts = read.filter(({ part }) => part !== undefined).map(({ part }) => part);
  return apply(
    parts,
    read.some(({ removes }) => removes),
  );
}

// Each header's own middleware bears its name, for tools that print it.
for (const [name, before, , makes] of KINDS) {
  let make = contentSecurityPolicy;
  if (makes === undefined) make = { [name]: () => apply([], true) }[name];
  else if (makes !== cspHeader) make = { [name]: (options) => apply([makes(options)], false) }[name];
  helmet[name] = make;
  if (before) helmet[before] = make;
}

module.exports = helmet;
module.exports.default = helmet;
