'use strict';
// A drop-in for csrf-csrf 4. Tokens are signed and compared by the core.
const { STATUS_CODES } = require('node:http');
const core = require('./core.js');
const { add } = require('./apply.js');
const { cookie: writeCookie, readCookie, written } = require('./tools.js');

const DIGESTS = { sha256: 0, 'sha-256': 0, sha512: 1, 'sha-512': 1 };
const KEPT_SIGNERS = 32;

// The error of a refused request, as packages that make HTTP errors shape it.
function httpError(statusCode, message, code) {
  const error = new Error(message);
  error.name = `${(STATUS_CODES[statusCode] ?? 'Http').replace(/[^A-Za-z]/g, '')}Error`;
  error.status = error.statusCode = statusCode;
  error.expose = statusCode < 500;
  if (code !== undefined) error.code = code;
  return error;
}

function doubleCsrf({
  getSecret,
  getSessionIdentifier,
  cookieName = '__Host-psifi.x-csrf-token',
  cookieOptions: { sameSite = 'strict', path = '/', secure = true, httpOnly = true, ...otherCookieOptions } = {},
  messageDelimiter = '!',
  csrfTokenDelimiter = '.',
  size = 32,
  hmacAlgorithm = 'sha256',
  ignoredMethods = ['GET', 'HEAD', 'OPTIONS'],
  getCsrfTokenFromRequest = (req) => req.headers['x-csrf-token'],
  errorConfig: { statusCode = 403, message = 'invalid csrf token', code = 'EBADCSRFTOKEN' } = {},
  skipCsrfProtection,
}) {
  const digest = DIGESTS[String(hmacAlgorithm).toLowerCase()];
  if (digest === undefined) {
    throw new TypeError(`merlon-guard: hmacAlgorithm is sha256 or sha512, not ${hmacAlgorithm}`);
  }
  const ignored = new Set(ignoredMethods);
  const defaultCookieOptions = { sameSite, path, secure, httpOnly, ...otherCookieOptions };
  const invalidCsrfTokenError = httpError(statusCode, message, code);

  // A signer for each set of secrets that is met; applications have one, or two while they change it.
  const signers = new Map();
  let lastSecret;
  let lastSigner;
  function signerOf(req) {
    const found = getSecret(req);
    if (found === lastSecret && typeof found === 'string') return lastSigner;
    const secrets = Array.isArray(found) ? found : [found];
    const key = JSON.stringify(secrets);
    let signer = signers.get(key);
    if (!signer) {
      const [secret, ...oldSecrets] = secrets;
      signer = core.csrfNew({
        secret,
        oldSecrets,
        digest,
        randomBytes: size,
        tokenDelimiter: csrfTokenDelimiter,
        messageDelimiter,
        loose: true,
      });
      if (signers.size >= KEPT_SIGNERS) signers.delete(signers.keys().next().value);
      signers.set(key, signer);
    }
    lastSecret = found;
    lastSigner = signer;
    return signer;
  }

  // Of cookie-parser where that is used, else of the header.
  function cookieOf(req) {
    if (req.cookies) return req.cookies[cookieName];
    const raw = req.headers.cookie && readCookie(req.headers.cookie, cookieName);
    return raw === undefined || !raw.includes('%') ? raw : decode(raw);
  }

  function setCookie(res, token, options) {
    if (typeof res.cookie === 'function') {
      res.cookie(cookieName, token, options);
      return;
    }
    const { maxAge, domain, partitioned } = options;
    add(
      res,
      'Set-Cookie',
      writeCookie(cookieName, token, {
        path: options.path,
        domain,
        maxAge: maxAge === undefined ? 0 : Math.floor(maxAge / 1000) || -1,
        sameSite: options.sameSite === true ? 'strict' : options.sameSite || 'lax',
        httpOnly: options.httpOnly,
        secure: options.secure,
        partitioned,
        encode: true,
      }),
    );
  }

  function generateCsrfToken(req, res, options = {}) {
    const { cookieOptions, overwrite = false, validateOnReuse = false } = options;
    const signer = signerOf(req);
    const session = getSessionIdentifier(req);
    const had = overwrite ? undefined : cookieOf(req);
    let token;
    if (had !== undefined) {
      if (signer.match(session, had) === 1) token = had;
      else if (validateOnReuse) throw invalidCsrfTokenError;
    }
    if (token === undefined) token = written(signer.issue(session), 'csrf token');
    setCookie(res, token, cookieOptions ? { ...defaultCookieOptions, ...cookieOptions } : { ...defaultCookieOptions });
    return token;
  }

  function validateRequest(req) {
    const had = cookieOf(req);
    const sent = getCsrfTokenFromRequest(req);
    return signerOf(req).match(getSessionIdentifier(req), had, sent) === 1;
  }

  function requiresProtection(req) {
    if (ignored.has(req.method)) return false;
    // Nothing but `true` skips: a truthy answer by mistake shall not open the door.
    return !(typeof skipCsrfProtection === 'function' && skipCsrfProtection(req) === true);
  }

  function doubleCsrfProtection(req, res, next) {
    req.csrfToken = (options) => generateCsrfToken(req, res, options);
    if (!requiresProtection(req) || validateRequest(req)) next();
    else next(invalidCsrfTokenError);
  }

  return { invalidCsrfTokenError, generateCsrfToken, validateRequest, doubleCsrfProtection };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

module.exports = { doubleCsrf };
