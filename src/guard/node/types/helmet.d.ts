/// <reference types="node" />
import type { IncomingMessage, ServerResponse } from 'node:http';

declare function helmet(options?: Readonly<helmet.HelmetOptions>): helmet.Middleware;

declare namespace helmet {
  type Middleware = (req: IncomingMessage, res: ServerResponse, next: (error?: any) => void) => void;

  type Source = string | ((req: IncomingMessage, res: ServerResponse) => string);

  interface ContentSecurityPolicyOptions {
    /** Start with getDefaultDirectives(); true unless said otherwise. */
    useDefaults?: boolean;
    directives?: Record<string, null | Iterable<Source> | typeof dangerouslyDisableDefaultSrc>;
    reportOnly?: boolean;
  }
  interface CrossOriginEmbedderPolicyOptions {
    policy?: 'require-corp' | 'credentialless' | 'unsafe-none';
  }
  interface CrossOriginOpenerPolicyOptions {
    policy?: 'same-origin' | 'same-origin-allow-popups' | 'noopener-allow-popups' | 'unsafe-none';
  }
  interface CrossOriginResourcePolicyOptions {
    policy?: 'same-origin' | 'same-site' | 'cross-origin';
  }
  type ReferrerPolicyToken =
    | 'no-referrer'
    | 'no-referrer-when-downgrade'
    | 'same-origin'
    | 'origin'
    | 'strict-origin'
    | 'origin-when-cross-origin'
    | 'strict-origin-when-cross-origin'
    | 'unsafe-url'
    | '';
  interface ReferrerPolicyOptions {
    policy?: ReferrerPolicyToken | ReferrerPolicyToken[];
  }
  interface StrictTransportSecurityOptions {
    /** Seconds. */
    maxAge?: number;
    includeSubDomains?: boolean;
    preload?: boolean;
  }
  interface XDnsPrefetchControlOptions {
    allow?: boolean;
  }
  interface XFrameOptionsOptions {
    action?: 'deny' | 'sameorigin';
  }
  interface XPermittedCrossDomainPoliciesOptions {
    permittedPolicies?: 'none' | 'master-only' | 'by-content-type' | 'all';
  }

  /** One of two names of an option, not both. */
  type Either<New extends PropertyKey, Old extends PropertyKey, Value> =
    | ({ [K in New]?: Value } & { [K in Old]?: never })
    | ({ [K in New]?: never } & { [K in Old]?: Value });

  type HelmetOptions = {
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
    Either<'xPermittedCrossDomainPolicies', 'permittedCrossDomainPolicies', XPermittedCrossDomainPoliciesOptions | boolean> &
    Either<'xPoweredBy', 'hidePoweredBy', boolean> &
    Either<'xXssProtection', 'xssFilter', boolean>;

  const dangerouslyDisableDefaultSrc: unique symbol;
  function getDefaultDirectives(): Record<string, Iterable<Source>>;
  const contentSecurityPolicy: ((options?: Readonly<ContentSecurityPolicyOptions>) => Middleware) & {
    getDefaultDirectives: typeof getDefaultDirectives;
    dangerouslyDisableDefaultSrc: typeof dangerouslyDisableDefaultSrc;
  };
  function crossOriginEmbedderPolicy(options?: Readonly<CrossOriginEmbedderPolicyOptions>): Middleware;
  function crossOriginOpenerPolicy(options?: Readonly<CrossOriginOpenerPolicyOptions>): Middleware;
  function crossOriginResourcePolicy(options?: Readonly<CrossOriginResourcePolicyOptions>): Middleware;
  function originAgentCluster(): Middleware;
  function referrerPolicy(options?: Readonly<ReferrerPolicyOptions>): Middleware;
  function strictTransportSecurity(options?: Readonly<StrictTransportSecurityOptions>): Middleware;
  function xContentTypeOptions(): Middleware;
  function xDnsPrefetchControl(options?: Readonly<XDnsPrefetchControlOptions>): Middleware;
  function xDownloadOptions(): Middleware;
  function xFrameOptions(options?: Readonly<XFrameOptionsOptions>): Middleware;
  function xPermittedCrossDomainPolicies(options?: Readonly<XPermittedCrossDomainPoliciesOptions>): Middleware;
  function xPoweredBy(): Middleware;
  function xXssProtection(): Middleware;
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
