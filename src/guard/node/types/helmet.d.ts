/// <reference types="node" />
import type { IncomingMessage, ServerResponse } from 'node:http';

declare function helmet(options?: Readonly<helmet.HelmetOptions>): helmet.Middleware;

declare namespace helmet {
  export type Middleware = (req: IncomingMessage, res: ServerResponse, next: (error?: any) => void) => void;

  export type Source = string | ((req: IncomingMessage, res: ServerResponse) => string);

  export interface ContentSecurityPolicyOptions {
    /** Start with getDefaultDirectives(); true unless said otherwise. */
    useDefaults?: boolean;
    directives?: Record<string, null | Iterable<Source> | typeof dangerouslyDisableDefaultSrc>;
    reportOnly?: boolean;
  }
  export interface CrossOriginEmbedderPolicyOptions {
    policy?: 'require-corp' | 'credentialless' | 'unsafe-none';
  }
  export interface CrossOriginOpenerPolicyOptions {
    policy?: 'same-origin' | 'same-origin-allow-popups' | 'noopener-allow-popups' | 'unsafe-none';
  }
  export interface CrossOriginResourcePolicyOptions {
    policy?: 'same-origin' | 'same-site' | 'cross-origin';
  }
  export type ReferrerPolicyToken =
    | 'no-referrer'
    | 'no-referrer-when-downgrade'
    | 'same-origin'
    | 'origin'
    | 'strict-origin'
    | 'origin-when-cross-origin'
    | 'strict-origin-when-cross-origin'
    | 'unsafe-url'
    | '';
  export interface ReferrerPolicyOptions {
    policy?: ReferrerPolicyToken | ReferrerPolicyToken[];
  }
  export interface StrictTransportSecurityOptions {
    /** Seconds. */
    maxAge?: number;
    includeSubDomains?: boolean;
    preload?: boolean;
  }
  export interface XDnsPrefetchControlOptions {
    allow?: boolean;
  }
  export interface XFrameOptionsOptions {
    action?: 'deny' | 'sameorigin';
  }
  export interface XPermittedCrossDomainPoliciesOptions {
    permittedPolicies?: 'none' | 'master-only' | 'by-content-type' | 'all';
  }

  /** One of two names of an option, not both. */
  export type Either<New extends PropertyKey, Old extends PropertyKey, Value> =
    ({ [K in New]?: Value } & { [K in Old]?: never }) | ({ [K in New]?: never } & { [K in Old]?: Value });

  export type HelmetOptions = {
    contentSecurityPolicy?: ContentSecurityPolicyOptions | boolean;
    crossOriginEmbedderPolicy?: CrossOriginEmbedderPolicyOptions | boolean;
    crossOriginOpenerPolicy?: CrossOriginOpenerPolicyOptions | boolean;
    crossOriginResourcePolicy?: CrossOriginResourcePolicyOptions | boolean;
    originAgentCluster?: boolean;
    referrerPolicy?: ReferrerPolicyOptions | boolean;
  } & Either<'strictTransportSecurity', 'hsts', StrictTransportSecurityOptions | boolean> &
    Either<'xContentTypeOptions', 'noSniff', boolean> &
    Either<'xDnsPrefetchControl', 'dnsPrefetchControl', XDnsPrefetchControlOptions | boolean> &
    Either<'xDownloadOptions', 'ieNoOpen', boolean> &
    Either<'xFrameOptions', 'frameguard', XFrameOptionsOptions | boolean> &
    Either<
      'xPermittedCrossDomainPolicies',
      'permittedCrossDomainPolicies',
      XPermittedCrossDomainPoliciesOptions | boolean
    > &
    Either<'xPoweredBy', 'hidePoweredBy', boolean> &
    Either<'xXssProtection', 'xssFilter', boolean>;

  export const dangerouslyDisableDefaultSrc: unique symbol;
  export function getDefaultDirectives(): Record<string, Iterable<Source>>;
  export const contentSecurityPolicy: ((options?: Readonly<ContentSecurityPolicyOptions>) => Middleware) & {
    getDefaultDirectives: typeof getDefaultDirectives;
    dangerouslyDisableDefaultSrc: typeof dangerouslyDisableDefaultSrc;
  };
  export function crossOriginEmbedderPolicy(options?: Readonly<CrossOriginEmbedderPolicyOptions>): Middleware;
  export function crossOriginOpenerPolicy(options?: Readonly<CrossOriginOpenerPolicyOptions>): Middleware;
  export function crossOriginResourcePolicy(options?: Readonly<CrossOriginResourcePolicyOptions>): Middleware;
  export function originAgentCluster(): Middleware;
  export function referrerPolicy(options?: Readonly<ReferrerPolicyOptions>): Middleware;
  export function strictTransportSecurity(options?: Readonly<StrictTransportSecurityOptions>): Middleware;
  export function xContentTypeOptions(): Middleware;
  export function xDnsPrefetchControl(options?: Readonly<XDnsPrefetchControlOptions>): Middleware;
  export function xDownloadOptions(): Middleware;
  export function xFrameOptions(options?: Readonly<XFrameOptionsOptions>): Middleware;
  export function xPermittedCrossDomainPolicies(options?: Readonly<XPermittedCrossDomainPoliciesOptions>): Middleware;
  export function xPoweredBy(): Middleware;
  export function xXssProtection(): Middleware;
  export {
    xDnsPrefetchControl as dnsPrefetchControl,
    xFrameOptions as frameguard,
    xPoweredBy as hidePoweredBy,
    strictTransportSecurity as hsts,
    xDownloadOptions as ieNoOpen,
    xContentTypeOptions as noSniff,
    xPermittedCrossDomainPolicies as permittedCrossDomainPolicies,
    xXssProtection as xssFilter,
    helmet as default,
  };
}

export = helmet;
