export type ProviderErrorCode =
  | 'bad-client-keys'
  | 'bad-control-token'
  | 'bad-memory'
  | 'bad-policy'
  | 'bad-public-url'
  | 'bad-realm-name'
  | 'bad-client-name'
  | 'bad-fault-options'
  | 'bad-gate'
  | 'bad-time'
  | 'bad-query'
  | 'bad-state'
  | 'unknown-client'
  | 'unknown-grant'
  | 'unknown-preset'
  | 'unknown-realm'
  | 'unknown-snapshot'
  | 'client-exists'
  | 'provider-not-started'
  | 'realm-exists'
  | 'unknown-fault';

/**
 * An error for the person who operates the provider, never for an OAuth client. The message has the
 * form `Could not <verb> <thing>: <reason>.`, `hint` says what to do, and `pointer` is a JSON
 * pointer (RFC 6901) to the wrong part of the input.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  readonly hint: string;
  readonly pointer: string | undefined;

  constructor(
    code: ProviderErrorCode,
    message: string,
    options: { readonly hint: string; readonly pointer?: string; readonly cause?: unknown },
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.pointer = options.pointer;
  }
}
