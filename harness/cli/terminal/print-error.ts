import { inspect } from 'node:util';
import { createColors } from 'picocolors';
import { StandaloneError } from '../../../mock-provider/standalone/index.ts';
import { HarnessError } from '../../model/error.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { printable, printableLines } from '../../model/printable.ts';

export interface ErrorText {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * Describes an error for the user: message, hint and code; with `verbose` also the causes with
 * their stacks. Any error that is neither a {@link HarnessError} nor an error of the provider's
 * command line is a bug of the program: its exit code is 70, and the text says how to report it.
 */
export function describeError(
  error: unknown,
  { verbose, colours }: { readonly verbose: boolean; readonly colours: boolean },
): ErrorText {
  const { red, dim } = createColors(colours);
  if (!(error instanceof HarnessError || error instanceof StandaloneError)) {
    const lines = [
      red(
        printable(
          `Could not go on: ${error instanceof Error ? `${error.name}: ${error.message}` : inspect(error)}`,
        ),
      ),
      'This is a mistake in oauth-chaos itself. Please report it with the output of the same command and --verbose added.',
      dim('code: internal-error'),
      ...(verbose ? causes(error) : []),
    ];
    return { text: printableLines(lines.join('\n')), exitCode: 70 };
  }
  const more = error.cause !== undefined && !verbose ? dim(' (--verbose shows the cause)') : '';
  const lines = [
    red(printable(error.message)),
    ...(error.hint === undefined ? [] : [printable(error.hint)]),
    dim(`code: ${error.code}`) + more,
    ...(verbose ? causes(error) : []),
  ];
  return { text: printableLines(lines.join('\n')), exitCode: error.exitCode };
}

function causes(error: unknown): readonly string[] {
  const lines: string[] = [];
  for (
    let current: unknown = error;
    current !== undefined && current !== null && lines.length < 10;
  ) {
    const stack = current instanceof Error ? (current.stack ?? current.message) : inspect(current);
    lines.push(`${lines.length === 0 ? 'at' : 'caused by'}: ${printable(stack)}`);
    current = current instanceof Error ? current.cause : undefined;
  }
  return lines;
}
