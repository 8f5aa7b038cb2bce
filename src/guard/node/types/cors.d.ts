/// <reference types="node" />
import type { IncomingMessage, ServerResponse } from 'node:http';

declare function cors<Request extends cors.CorsRequest = IncomingMessage>(
  options?: cors.CorsOptions | cors.CorsOptionsDelegate<Request>,
): (req: Request, res: any, next: (error?: any) => any) => void;

declare namespace cors {
  export interface CorsRequest {
    method?: string | undefined;
    headers: IncomingMessage['headers'];
  }
  export type StaticOrigin = boolean | string | RegExp | Array<boolean | string | RegExp>;
  export type CustomOrigin = (
    requestOrigin: string | undefined,
    callback: (error: Error | null, origin?: StaticOrigin) => void,
  ) => void;

  export interface CorsOptions {
    origin?: StaticOrigin | CustomOrigin;
    methods?: string | string[];
    allowedHeaders?: string | string[];
    exposedHeaders?: string | string[];
    credentials?: boolean;
    maxAge?: number;
    preflightContinue?: boolean;
    optionsSuccessStatus?: number;
    /** Answer 403 to a foreign origin, instead of leaving it to the browser to keep the answer from the page. */
    enforce?: boolean;
  }
  export type CorsOptionsDelegate<Request extends CorsRequest = CorsRequest> = (
    req: Request,
    callback: (error: Error | null, options?: CorsOptions) => void,
  ) => void;
  export { cors as default };
}

export = cors;
