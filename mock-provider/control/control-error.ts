import { ProviderError, type ProviderErrorCode } from '../model/provider-error.ts';

/**
 * What is wrong with a control request as such; what is wrong with what it asks for is a {@link
 * ProviderErrorCode}.
 */
export type ControlErrorCode =
  | ProviderErrorCode
  | 'forbidden'
  | 'unauthorized'
  | 'not-found'
  | 'method-not-allowed'
  | 'body-too-long'
  | 'not-json'
  | 'bad-request'
  | 'internal-error';

/** The body of every refusal of the control API. */
export interface ControlErrorBody {
  readonly error: ControlErrorCode;
  readonly message: string;
  readonly hint: string;
  /**
   * JSON pointer (RFC 6901) into the body, or the name of a query parameter after a slash; empty
   * for the request as a whole.
   */
  readonly pointer: string;
}

/** A refusal of the control API, on either side of the wire. */
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

  /** As it is sent. */
  get body(): ControlErrorBody {
    return { error: this.code, message: this.message, hint: this.hint, pointer: this.pointer };
  }
}

const NOT_FOUND: ReadonlySet<ProviderErrorCode> = new Set<ProviderErrorCode>([
  'unknown-realm',
  'unknown-grant',
  'unknown-snapshot',
]);
const CONFLICT: ReadonlySet<ProviderErrorCode> = new Set<ProviderErrorCode>([
  'realm-exists',
  'client-exists',
]);

/** Any error as a refusal. What nobody foresaw is told to the process, never to the caller. */
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
 * Carries out what looks at one part of the body only, so that an error points into the whole body.
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
