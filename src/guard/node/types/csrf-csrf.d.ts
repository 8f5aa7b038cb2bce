/// <reference types="node" />
export interface CsrfTokenCookieOptions {
  sameSite?: boolean | 'lax' | 'strict' | 'none';
  path?: string;
  domain?: string;
  secure?: boolean;
  httpOnly?: boolean;
  /** Milliseconds, as Express takes it. */
  maxAge?: number;
  expires?: Date;
  partitioned?: boolean;
  [name: string]: any;
}
export interface GenerateCsrfTokenConfig {
  overwrite: boolean;
  validateOnReuse: boolean;
  cookieOptions: CsrfTokenCookieOptions;
}
export type GenerateCsrfTokenOptions = Partial<GenerateCsrfTokenConfig>;
export type CsrfTokenGenerator = (req: any, res: any, options?: GenerateCsrfTokenOptions) => string;
export type CsrfTokenGeneratorRequestUtil = (options?: GenerateCsrfTokenOptions) => string;
export type CsrfRequestValidator = (req: any) => boolean;
export type DoubleCsrfProtection = (req: any, res: any, next: (error?: any) => void) => void;
export type CsrfSecretRetriever = (req?: any) => string | string[];
export interface CsrfErrorConfig {
  statusCode: number;
  message: string;
  code: string | undefined;
}
export interface DoubleCsrfConfig {
  /** The secret, or several, the newest first. */
  getSecret: CsrfSecretRetriever;
  getSessionIdentifier: (req: any) => string;
  cookieName: string;
  cookieOptions: CsrfTokenCookieOptions;
  messageDelimiter: string;
  csrfTokenDelimiter: string;
  /** Random bytes of a token. */
  size: number;
  hmacAlgorithm: 'sha256' | 'sha512' | (string & {});
  ignoredMethods: string[];
  getCsrfTokenFromRequest: (req: any) => string | null | undefined;
  errorConfig: Partial<CsrfErrorConfig>;
  skipCsrfProtection: (req: any) => boolean;
}
export type DoubleCsrfConfigOptions = Partial<DoubleCsrfConfig> &
  Pick<DoubleCsrfConfig, 'getSecret' | 'getSessionIdentifier'>;
export interface DoubleCsrfUtilities {
  invalidCsrfTokenError: Error & { status: number; statusCode: number; expose: boolean; code?: string };
  generateCsrfToken: CsrfTokenGenerator;
  validateRequest: CsrfRequestValidator;
  doubleCsrfProtection: DoubleCsrfProtection;
}
export function doubleCsrf(options: DoubleCsrfConfigOptions): DoubleCsrfUtilities;
