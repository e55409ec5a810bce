import type { ExitCode } from './exit-code.ts';

/**
 * An error whose message is shown to the user. The message has the form `Could not <verb> <thing>:
 * <reason>.`; `hint` says what to do next; `code` never changes once published; `exitCode` is the
 * exit code of the process when nobody catches the error.
 */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly code: string;
  readonly hint: string | undefined;
  readonly exitCode: ExitCode;

  constructor(
    code: string,
    message: string,
    options: { hint?: string; cause?: unknown; exitCode?: ExitCode } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
    this.exitCode = options.exitCode ?? 70;
  }
}
