/**
 * An error for the person who started the provider by a command line. The message has the form
 * `Could not <verb> <thing>: <reason>.`; `hint` says what to do; `exitCode` is what the process
 * ends with.
 */
export class StandaloneError extends Error {
  override readonly name = 'StandaloneError';
  readonly code: string;
  readonly hint: string | undefined;
  /** 64: what was asked for cannot be done, and nothing listens. 70: it failed on the way. */
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

/** Something on the command line that cannot be carried out; nothing has been started. */
export const usageError = (message: string, hint?: string): StandaloneError =>
  new StandaloneError('usage', message, { hint });
