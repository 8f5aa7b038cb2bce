import merlon from './index.js';

export default merlon;
export const {
  rateLimit,
  escapeHtml,
  escapeAttribute,
  escapeUrl,
  equal,
  randomToken,
  cookie,
  expiredCookie,
  readCookie,
  addressKey,
} = merlon;
export { merlon };
