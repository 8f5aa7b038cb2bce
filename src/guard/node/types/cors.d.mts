export { default } from './cors.js';
export type { CorsOptions, CorsOptionsDelegate, CorsRequest, CustomOrigin, StaticOrigin } from './cors.js';
