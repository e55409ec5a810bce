/**
 * An error for the person who started the provider on a command line. The message has the form
 * `Could not <verb> <thing>: <reason>.`, `hint` says what to do, and `exitCode` is the exit code of
 * the process.
 */
export class StandaloneError extends Error {
  override readonly name = 'StandaloneError';
  readonly code: string;
  readonly hint: string | undefined;
  /**
   * 64: the request cannot be carried out, and no provider was started. 70: the provider failed
   * later.
   */
  readonly exitCode: 64 | 70;

  constructor(
    code: string,
    message: string,
    options: {
      readonly hint?: string | undefined;
      readonly exitCode?: 64 | 70;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 64;
  }
}

/** An error in the command line. Nothing was started. */
export const usageError = (message: string, hint?: string): StandaloneError =>
  new StandaloneError('usage', message, { hint });
