'use strict';
// The security headers: what helmet's options make of them. What a header may say is asked of the core.
const core = require('./core.js');

// ---- Content-Security-Policy -----------------------------------------------------------------

const CSP = 'Content-Security-Policy';
const dangerouslyDisableDefaultSrc = Symbol('dangerouslyDisableDefaultSrc');

// The core's own policy, by directive.
function getDefaultDirectives() {
  const directives = {};
  for (const directive of core.cspWrite('', 1).split(';')) {
    const [name, ...sources] = directive.split(' ');
    directives[name] = sources;
  }
  return directives;
}

const toKebab = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function checkSource(directive, source) {
  if (typeof source === 'string' && source !== '' && core.cspCheckSource(source) < 0) {
    // What would be right in quotes is a keyword that lacks them.
    const unquoted = core.cspCheckSource(`'${source}'`) === 0;
    throw new Error(
      `${CSP} received an invalid directive value for "${directive}"` +
        (unquoted ? `. "${source}" should be quoted` : ''),
    );
  }
}

// The text of a directive: whoever gave one text gave it as it shall stand.
function checkText(directive, text) {
  for (const word of text.split(/\s+/)) checkSource(directive, word);
}

// Ordered [directive, sources]: a text, or an array of texts and functions.
function readDirectives(options) {
  const { useDefaults = true, directives: given = useDefaults ? {} : {} } = options;
  const defaults = getDefaultDirectives();
  const result = new Map();
  const seen = new Set();
  let disabled = false;
  for (const rawName of Object.keys(given)) {
    if (core.cspCheckName(rawName) < 0) {
      throw new Error(`${CSP} received an invalid directive name "${rawName}"`);
    }
    const name = toKebab(rawName);
    if (seen.has(name)) throw new Error(`${CSP} received a duplicate directive "${name}"`);
    seen.add(name);
    const value = given[rawName];
    if (value === null) {
      if (name === 'default-src') {
        throw new Error(
          `${CSP} needs a default-src but it was set to \`null\`. If you really want to disable it, set it to ` +
            '`contentSecurityPolicy.dangerouslyDisableDefaultSrc`.',
        );
      }
      continue;
    }
    if (value === dangerouslyDisableDefaultSrc) {
      if (name !== 'default-src') {
        throw new Error(`${CSP}: tried to disable "${name}" as if it were default-src; simply omit the key`);
      }
      disabled = true;
      continue;
    }
    if (typeof value === 'string') {
      checkText(name, value);
      result.set(name, value);
    } else if (value && typeof value[Symbol.iterator] === 'function') {
      const sources = [...value];
      for (const source of sources) {
        if (typeof source === 'string') checkSource(name, source);
        else if (typeof source !== 'function') {
          throw new Error(`${CSP} received an invalid directive value for "${name}"`);
        }
      }
      result.set(name, sources);
    } else {
      throw new Error(`${CSP} received an invalid directive value for "${name}"`);
    }
  }
  if (useDefaults) {
    for (const [name, sources] of Object.entries(defaults)) if (!seen.has(name)) result.set(name, sources);
  }
  if (!result.size) throw new Error(`${CSP} has no directives. Either set some or disable the header`);
  if (!result.has('default-src') && !disabled) {
    throw new Error(
      `${CSP} needs a default-src but none was provided. If you really want to disable it, set it to ` +
        '`contentSecurityPolicy.dangerouslyDisableDefaultSrc`.',
    );
  }
  return result;
}

const isDynamic = (sources) => typeof sources !== 'string' && sources.some((source) => typeof source === 'function');

function writeDirective(name, sources, req, res) {
  if (typeof sources === 'string') return sources.trim() === '' ? name : `${name} ${sources}`;
  const words = sources.map((source) => {
    if (typeof source !== 'function') return source;
    const word = source(req, res);
    if (typeof word !== 'string' || word === '') {
      throw new Error(`${CSP} received an invalid directive value for "${name}"`);
    }
    checkText(name, word);
    return word;
  });
  return words.length ? `${name} ${words.join(' ')}` : name;
}

// Has the core compose what every response is told.
function composeCsp(directives) {
  const lines = [];
  for (const [name, sources] of directives) {
    lines.push(`${name}\t${typeof sources === 'string' ? sources : sources.join(' ')}\n`);
  }
  const policy = core.cspWrite(lines.join(''), 0);
  if (typeof policy === 'number') throw new Error(`${CSP}: ${core.errorText(policy)}`);
  return policy;
}

function cspHeader(options = {}) {
  const name = options.reportOnly ? `${CSP}-Report-Only` : CSP;
  const directives = readDirectives(options);
  if (![...directives.values()].some(isDynamic)) {
    // The core writes single spaces; a text that has others is kept as it was given.
    const policy = composeCsp(directives);
    const asGiven = [...directives].map(([directive, sources]) => writeDirective(directive, sources)).join(';');
    return { name, value: asGiven.replace(/ +/g, ' ') === policy.replace(/ +/g, ' ') ? asGiven : policy };
  }
  const parts = [...directives].map(([directive, sources]) =>
    isDynamic(sources) ? [directive, sources] : writeDirective(directive, sources),
  );
  const write = (req, res) =>
    parts.map((part) => (typeof part === 'string' ? part : writeDirective(part[0], part[1], req, res))).join(';');
  return { name, write };
}

// ---- all others --------------------------------------------------------------------------------

// The core's word for a header, or an exception that says what was wrong with it.
function compose(header, words, complain) {
  const value = core.headerCompose(header, words.length ? words.join('\n') : undefined);
  if (typeof value === 'number') throw new Error(complain());
  return { name: header, value };
}

function oneOf(header, given) {
  if (given === undefined) return compose(header, [], () => '');
  const complain = () => `${header} does not support the ${JSON.stringify(given)} policy`;
  if (typeof given !== 'string' || given === '' || given.includes('\n')) throw new Error(complain());
  return compose(header, [given], complain);
}

function referrer(options = {}) {
  const header = 'Referrer-Policy';
  const { policy } = options;
  if (policy === undefined) return compose(header, [], () => '');
  const words = typeof policy === 'string' ? [policy] : policy;
  if (!Array.isArray(words) || words.length === 0) throw new Error(`${header} received no policy tokens`);
  // An empty policy is one: the browser's own default.
  if (words.length === 1 && words[0] === '') return { name: header, value: '' };
  for (const word of words) {
    if (typeof word !== 'string' || word.includes('\n')) {
      throw new Error(`${header} received an unexpected policy token ${JSON.stringify(word)}`);
    }
  }
  return compose(header, words, () => `${header} received unexpected or repeated policy tokens ${words.join(',')}`);
}

function hsts(options = {}) {
  const header = 'Strict-Transport-Security';
  if ('maxage' in options) {
    throw new Error(`${header} received an unsupported property, \`maxage\`. Did you mean to pass \`maxAge\`?`);
  }
  if ('includeSubdomains' in options) {
    throw new Error(
      `${header} middleware should use \`includeSubDomains\` instead of \`includeSubdomains\`. ` +
        '(The correct one has an uppercase "D".)',
    );
  }
  const { maxAge = 365 * 24 * 60 * 60, includeSubDomains = true, preload = false } = options;
  const complain = () =>
    `${header}: ${JSON.stringify(String(maxAge))} is not a valid value for maxAge. Please choose a positive integer.`;
  if (typeof maxAge !== 'number' || !Number.isFinite(maxAge) || maxAge < 0) throw new Error(complain());
  const words = [`max-age=${Math.floor(maxAge) + 0}`];
  if (includeSubDomains) words.push('includeSubDomains');
  if (preload) words.push('preload');
  return compose(header, words, complain);
}

function frame(options = {}) {
  const header = 'X-Frame-Options';
  const { action = 'sameorigin' } = options;
  const complain = () => `${header} received an invalid action ${JSON.stringify(action)}`;
  if (typeof action !== 'string' || action.includes('\n') || action === '') throw new Error(complain());
  const word = action.toUpperCase();
  return compose(header, [word === 'SAME-ORIGIN' ? 'SAMEORIGIN' : word], complain);
}

const prefetch = (options = {}) => compose('X-DNS-Prefetch-Control', [options.allow ? 'on' : 'off'], () => '');
const plain = (header) => () => compose(header, [], () => '');

// ---- the whole set ----------------------------------------------------------------------------

// name, the name it had before, the header, what composes it, whether it takes options, whether it is set unasked
const KINDS = [
  ['contentSecurityPolicy', undefined, CSP, cspHeader, true, true],
  [
    'crossOriginEmbedderPolicy',
    undefined,
    'Cross-Origin-Embedder-Policy',
    policyOf('Cross-Origin-Embedder-Policy'),
    true,
    false,
  ],
  [
    'crossOriginOpenerPolicy',
    undefined,
    'Cross-Origin-Opener-Policy',
    policyOf('Cross-Origin-Opener-Policy'),
    true,
    true,
  ],
  [
    'crossOriginResourcePolicy',
    undefined,
    'Cross-Origin-Resource-Policy',
    policyOf('Cross-Origin-Resource-Policy'),
    true,
    true,
  ],
  ['originAgentCluster', undefined, 'Origin-Agent-Cluster', plain('Origin-Agent-Cluster'), false, true],
  ['referrerPolicy', undefined, 'Referrer-Policy', referrer, true, true],
  ['strictTransportSecurity', 'hsts', 'Strict-Transport-Security', hsts, true, true],
  ['xContentTypeOptions', 'noSniff', 'X-Content-Type-Options', plain('X-Content-Type-Options'), false, true],
  ['xDnsPrefetchControl', 'dnsPrefetchControl', 'X-DNS-Prefetch-Control', prefetch, true, true],
  ['xDownloadOptions', 'ieNoOpen', 'X-Download-Options', plain('X-Download-Options'), false, true],
  ['xFrameOptions', 'frameguard', 'X-Frame-Options', frame, true, true],
  [
    'xPermittedCrossDomainPolicies',
    'permittedCrossDomainPolicies',
    'X-Permitted-Cross-Domain-Policies',
    (options = {}) => oneOf('X-Permitted-Cross-Domain-Policies', options.permittedPolicies),
    true,
    true,
  ],
  ['xPoweredBy', 'hidePoweredBy', 'X-Powered-By', undefined, false, true],
  ['xXssProtection', 'xssFilter', 'X-XSS-Protection', plain('X-XSS-Protection'), false, true],
];

function policyOf(header) {
  return (options = {}) => oneOf(header, options.policy);
}

// What options say of each header: { header, part } with what it is set to, or without `part` when it is taken out.
function readHeaders(options = {}) {
  if (options.constructor?.name === 'IncomingMessage') {
    throw new Error('It appears you have done something like `app.use(helmet)`, but it should be `app.use(helmet())`.');
  }
  return KINDS.map(([name, before, header, makes, takesOptions, unasked]) => {
    if (before && name in options && before in options) {
      throw new Error(`${header} option was specified twice. Remove the \`${before}\` option to fix this error.`);
    }
    const option = options[name] ?? (before ? options[before] : undefined) ?? unasked;
    if (option === false) return { header };
    if (option !== true && !takesOptions) {
      console.warn(`${header} does not take options. Remove the property to silence this warning.`);
    }
    // The one that is taken out instead of set.
    if (makes === undefined) return { header, removes: true };
    return { header, part: makes(takesOptions && option !== true ? option : undefined) };
  });
}

module.exports = { KINDS, cspHeader, readHeaders, getDefaultDirectives, dangerouslyDisableDefaultSrc };
