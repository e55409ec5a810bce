import { ProviderError, type ProviderErrorCode } from '../model/provider-error.ts';

/**
 * What is wrong with a request to the control API. What is wrong with the content of the request is
 * a {@link ProviderErrorCode}.
 */
export type ControlErrorCode =
  | ProviderErrorCode
  | 'forbidden'
  | 'unauthorized'
  | 'not-found'
  | 'unknown-exchange'
  | 'method-not-allowed'
  | 'body-too-long'
  | 'not-json'
  | 'bad-request'
  | 'internal-error';

/** The body of every error answer of the control API. */
export interface ControlErrorBody {
  readonly error: ControlErrorCode;
  readonly message: string;
  readonly hint: string;
  /**
   * JSON pointer (RFC 6901) into the request body, or a slash and the name of a query parameter.
   * Empty when the error is about the request as a whole.
   */
  readonly pointer: string;
}

/**
 * An error of the control API. The server throws it to answer with it, and the client throws it
 * when it gets such an answer.
 */
export class ControlError extends Error {
  override readonly name = 'ControlError';
  readonly status: number;
  readonly code: ControlErrorCode;
  readonly hint: string;
  readonly pointer: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: ControlErrorCode,
    message: string,
    {
      hint,
      pointer = '',
      headers = {},
    }: {
      readonly hint: string;
      readonly pointer?: string;
      readonly headers?: Readonly<Record<string, string>>;
    },
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.pointer = pointer;
    this.headers = headers;
  }

  /** The body of the answer. */
  get body(): ControlErrorBody {
    return { error: this.code, message: this.message, hint: this.hint, pointer: this.pointer };
  }
}

const NOT_FOUND: ReadonlySet<ProviderErrorCode> = new Set<ProviderErrorCode>([
  'unknown-realm',
  'unknown-client',
  'unknown-grant',
  'unknown-snapshot',
]);
const CONFLICT: ReadonlySet<ProviderErrorCode> = new Set<ProviderErrorCode>([
  'realm-exists',
  'client-exists',
]);

/**
 * Converts any error into an error answer. An unexpected error is written to the process's
 * warnings, and the caller learns nothing about it.
 */
export function asControlError(error: unknown): ControlError {
  if (error instanceof ControlError) return error;
  if (error instanceof ProviderError) {
    const { code, message, hint, pointer = '' } = error;
    return new ControlError(
      NOT_FOUND.has(code) ? 404 : CONFLICT.has(code) ? 409 : 400,
      code,
      message,
      { hint, pointer },
    );
  }
  process.emitWarning(error instanceof Error ? error : String(error));
  return new ControlError(500, 'internal-error', 'Could not answer: the provider made a mistake.', {
    hint: 'Its standard error says more.',
  });
}

/**
 * Calls a function that checks only one part of the body. A pointer in its error is completed, so
 * that it points into the whole body.
 */
export function within<T>(part: string, carryOut: () => T): T {
  try {
    return carryOut();
  } catch (error) {
    if (
      !(error instanceof ProviderError) ||
      (error.code !== 'bad-policy' && error.code !== 'bad-fault-options')
    )
      throw error;
    const { code, message, hint, pointer = '' } = error;
    throw new ProviderError(code, message, { hint, pointer: `${part}${pointer}`, cause: error });
  }
}
