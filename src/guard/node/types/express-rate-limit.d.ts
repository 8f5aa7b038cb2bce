/// <reference types="node" />
import type { IncomingMessage, ServerResponse } from 'node:http';

declare function rateLimit(options?: Partial<rateLimit.Options>): rateLimit.RateLimitRequestHandler;

declare namespace rateLimit {
  /** A request or response of any framework; Express adds what it adds. */
  export type LimitRequest = IncomingMessage & { [name: string]: any };
  export type LimitResponse = ServerResponse & { [name: string]: any };
  export type Next = (error?: any) => void;

  export type Answer<Value> = Value | Promise<Value>;
  /** Takes handlers that are typed with a framework's own types, too. */
  export type ValueDeterminingMiddleware<Value> = {
    call(request: LimitRequest, response: LimitResponse): Answer<Value>;
  }['call'];
  export type RateLimitExceededEventHandler = {
    call(request: LimitRequest, response: LimitResponse, next: Next, options: Options): any;
  }['call'];

  export interface ClientRateLimitInfo {
    totalHits: number;
    resetTime: Date | undefined;
  }
  export type IncrementResponse = ClientRateLimitInfo;
  export type IncrementCallback = (error: Error | undefined, totalHits: number, resetTime: Date | undefined) => void;

  /** How stores looked before version 6. */
  export interface LegacyStore {
    incr: (key: string, callback: IncrementCallback) => void;
    decrement: (key: string) => void;
    resetKey: (key: string) => void;
    resetAll?: () => void;
  }
  export interface Store {
    init?: (options: Options) => Answer<void>;
    get?: (key: string) => Answer<ClientRateLimitInfo | undefined>;
    increment: (key: string) => Answer<IncrementResponse>;
    decrement: (key: string) => Answer<void>;
    resetKey: (key: string) => Answer<void>;
    resetAll?: () => Answer<void>;
    shutdown?: () => Answer<void>;
    /** Whether one instance's keys are apart from another's. */
    localKeys?: boolean;
    prefix?: string;
  }

  export interface Logger {
    error: (error: any, message?: any) => void;
    warn: (error: any, message?: any) => void;
  }

  export interface RateLimitInfo {
    limit: number;
    used: number;
    remaining: number;
    resetTime: Date | undefined;
    key: string;
  }

  export type DraftHeadersVersion = 'draft-6' | 'draft-7' | 'draft-8';
  export type CheckName =
    | 'ip'
    | 'trustProxy'
    | 'xForwardedForHeader'
    | 'forwardedHeader'
    | 'positiveHits'
    | 'unsharedStore'
    | 'singleCount'
    | 'limit'
    | 'draftPolliHeaders'
    | 'onLimitReached'
    | 'headersDraftVersion'
    | 'headersResetTime'
    | 'knownOptions'
    | 'validationsConfig'
    | 'creationStack'
    | 'ipv6Subnet'
    | 'ipv6SubnetOrKeyGenerator'
    | 'keyGeneratorIpFallback'
    | 'windowMs'
    | 'default';
  export type EnabledValidations = { [name in CheckName]?: boolean };

  export interface Options {
    /** Milliseconds; 60000 unless said otherwise. */
    windowMs: number;
    /** 5 unless said otherwise. */
    limit: number | ValueDeterminingMiddleware<number>;
    message: any | ValueDeterminingMiddleware<any>;
    statusCode: number;
    legacyHeaders: boolean;
    standardHeaders: boolean | DraftHeadersVersion;
    identifier: string | ValueDeterminingMiddleware<string>;
    requestPropertyName: string;
    skipFailedRequests: boolean;
    skipSuccessfulRequests: boolean;
    keyGenerator: ValueDeterminingMiddleware<string>;
    ipv6Subnet: number | ValueDeterminingMiddleware<number> | false;
    handler: RateLimitExceededEventHandler;
    skip: ValueDeterminingMiddleware<boolean>;
    requestWasSuccessful: ValueDeterminingMiddleware<boolean>;
    store: Store | LegacyStore;
    passOnStoreError: boolean;
    validate: boolean | EnabledValidations;
    logger: Logger;
    /** @deprecated legacyHeaders */
    headers?: boolean;
    /** @deprecated limit */
    max?: number | ValueDeterminingMiddleware<number>;
    /** @deprecated standardHeaders */
    draft_polli_ratelimit_headers?: boolean;
  }

  export interface RateLimitRequestHandler {
    (request: any, response: any, next: (error?: any) => void): any;
    resetKey: (key: string) => void;
    getKey: (key: string) => Answer<ClientRateLimitInfo | undefined>;
  }

  /** The core's table. Under cluster and PM2 all workers have one together. */
  export class MemoryStore implements Store {
    constructor(options?: { path?: string; capacity?: number });
    localKeys: boolean;
    windowMs: number;
    /** Gives the memory of an idle table back. */
    interval?: NodeJS.Timeout;
    /** Whether a key's window runs, and whether it ended within the last one. */
    readonly current: { has(key: string): boolean };
    readonly previous: { has(key: string): boolean };
    init(options: Options): void;
    get(key: string): Promise<ClientRateLimitInfo | undefined>;
    increment(key: string): Promise<ClientRateLimitInfo>;
    decrement(key: string): Promise<void>;
    resetKey(key: string): Promise<void>;
    resetAll(): Promise<void>;
    shutdown(): void;
  }

  export interface RedisOptions {
    /** Hands a command to the application's client: for ioredis `(...args) => client.call(...args)`, for node-redis
     *  `(...args) => client.sendCommand(args)`. */
    sendCommand: (...words: string[]) => Promise<any>;
    /** Of the keys; "mlg:" unless said otherwise. */
    prefix?: string;
    /** How long an answer is waited for; 50 unless said otherwise. */
    timeoutMs?: number;
    /** After a failure Redis is not asked for so long; 1000 unless said otherwise. */
    retryMs?: number;
    /** Hits fetched at once and spent in this process. */
    lease?: number;
  }
  export class RedisStore implements Store {
    constructor(options: RedisOptions);
    prefix: string;
    localKeys: boolean;
    init(options: Options): void;
    increment(key: string): Promise<ClientRateLimitInfo>;
    decrement(key: string): Promise<void>;
    resetKey(key: string): Promise<void>;
  }

  /** The key of an address: IPv6 by its network. */
  export function ipKeyGenerator(ip: string, ipv6Subnet?: number | false): string;

  export const SECOND: number;
  export const MINUTE: number;
  export const HOUR: number;
  export const DAY: number;
  export { rateLimit, rateLimit as default };
}

export = rateLimit;
