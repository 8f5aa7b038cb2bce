/// <reference types="node" />
import type { IncomingMessage, ServerResponse } from 'node:http';
import rateLimitFunction = require('./express-rate-limit.js');
import helmet = require('./helmet.js');

declare function merlon(options: merlon.Options): merlon.Guard;

declare namespace merlon {
  export type Source = string;
  export interface ContentSecurityPolicy {
    /** Over the default policy; null takes a directive out. `{nonce}` stands for the response's nonce. */
    directives?: Record<string, string | Iterable<Source> | null | false>;
    useDefaults?: boolean;
  }
  export type HeaderOptions = Omit<helmet.HelmetOptions, 'contentSecurityPolicy'> & {
    contentSecurityPolicy?: ContentSecurityPolicy | boolean;
    contentSecurityPolicyReportOnly?: ContentSecurityPolicy | false;
  };
  export interface CorsOptions {
    /** "https://app.example.org", "https://*.example.org", "https://pr-*.example.org", "…:*" for any port. */
    origins?: string[];
    credentials?: boolean;
    methods?: string | string[];
    allowedHeaders?: string | string[];
    exposedHeaders?: string | string[];
    /** Seconds. */
    maxAge?: number;
    /** Let foreign origins reach the handler, without CORS headers. */
    allowForeign?: boolean;
  }
  export interface RedisOptions extends rateLimitFunction.RedisOptions {
    /** What is answered when Redis cannot be asked: "closed" (429) unless said otherwise. */
    fail?: 'closed' | 'open';
  }
  export interface LimitOptions {
    limit?: number;
    windowMs?: number;
    algorithm?: 'sliding' | 'gcra';
    name?: string;
    /** A file that processes share (best below /run or /dev/shm). Workers of a cluster and of PM2 need none. */
    path?: string;
    /** Keys. */
    capacity?: number;
    ipv6Subnet?: number;
    redis?: RedisOptions;
  }
  export interface CsrfOptions {
    /** 32 bytes or more, from outside the code. */
    secret: string | Uint8Array;
    oldSecrets?: string[];
    cookie?: string;
    origins?: string[];
    session?: (request: any) => string | undefined;
    token?: (request: any) => string | undefined;
  }
  export interface GuardEvent {
    outcome: 'blocked' | 'would-block' | 'error' | 'degraded';
    control: string;
    /** The linter's rule that asks for the control. */
    rule?: string;
    reason?: string;
    id?: string;
    client?: string;
    method?: string;
    path?: string;
    detail?: string;
  }
  export interface Options {
    /** Refuse nothing, set nothing but Content-Security-Policy-Report-Only, log what would be blocked. */
    reportOnly?: boolean;
    headers?: HeaderOptions | false;
    cors?: CorsOptions | false;
    /** Of each client: 100 a minute. */
    limit?: LimitOptions | false;
    /** Of each account that is tried: 10 a quarter of an hour. */
    accountLimit?: Omit<LimitOptions, 'redis'>;
    csrf: CsrfOptions | false;
    /** The client's address; the socket's, or what the framework says, unless said otherwise. */
    client?: (request: any) => string | undefined;
    /** The name that is tried at a login. */
    account?: (request: any) => string | undefined;
    log?: (event: GuardEvent) => void;
  }

  export type Middleware = (req: any, res: any, next: (error?: any) => void) => void;
  /** all: everything; before: headers, CORS and the client's limit; after: what needs the body. */
  export type Stage = 'all' | 'before' | 'after';

  export interface Guard extends Middleware {
    before: Middleware;
    after: Middleware;
    errors(): (error: any, req: any, res: any, next: (error?: any) => void) => void;
    fastify: (instance: any, options: any, done: (error?: Error) => void) => void;
    koa(stage?: Stage): (ctx: any, next: () => Promise<any>) => Promise<void>;
    http(
      handler: (req: IncomingMessage, res: ServerResponse) => unknown,
    ): (req: IncomingMessage, res: ServerResponse) => void;
    /** Whether the request is allowed; else it was answered. */
    check(req: IncomingMessage, res: ServerResponse, stage?: Stage): Promise<boolean>;
    error(error: unknown, req: IncomingMessage, res: ServerResponse): void;
    /** A CSRF token for the page; its cookie goes onto the response. */
    token(request: any, response?: any): string;
    nonce(response: any): string | undefined;
  }

  export interface CookieOptions {
    path?: string;
    domain?: string;
    /** Seconds; 0 for the session, below 0 to delete it. */
    maxAge?: number;
    sameSite?: 'lax' | 'strict' | 'none';
    httpOnly?: boolean;
    secure?: boolean;
    partitioned?: boolean;
    /** Percent-encode the value. */
    encode?: boolean;
  }

  export function escapeHtml(text: unknown): string;
  export function escapeAttribute(text: unknown): string;
  export function escapeUrl(text: unknown): string;
  /** In a time that depends on the lengths alone. */
  export function equal(a: string | Uint8Array, b: string | Uint8Array): boolean;
  export function randomToken(bytes?: number): string;
  export function cookie(name: string, value: string, options?: CookieOptions): string;
  export function expiredCookie(name: string, options?: CookieOptions): string;
  export function readCookie(header: string | undefined, name: string): string | undefined;
  export function addressKey(address: string, prefix?: number): string | undefined;
  export const rateLimit: typeof rateLimitFunction;
  export { merlon, merlon as default };
}

export = merlon;
