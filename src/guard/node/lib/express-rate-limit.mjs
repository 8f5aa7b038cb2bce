import rateLimit from './express-rate-limit.js';

export default rateLimit;
export const { ipKeyGenerator, MemoryStore, RedisStore, SECOND, MINUTE, HOUR, DAY } = rateLimit;
export { rateLimit };
