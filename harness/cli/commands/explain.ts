import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import semver from 'semver';
import { stored } from '../../machine/storage-error.ts';
import type { ExitCode } from '../../model/exit-code.ts';
import { usageError } from '../../model/usage-error.ts';
import type { Pasted } from '../../symptoms/input/pasted.ts';
import type { Explained } from '../../symptoms/match/explain.ts';
import type { Symptoms } from '../../symptoms/symptoms.ts';
import { printLine, wantsColours, type CliContext } from '../context.ts';
import { explainedJson } from '../terminal/explain-json.ts';
import { explainedLines } from '../terminal/explain-text.ts';
import { asTyped } from '../terminal/own-command.ts';

interface ExplainOptions {
  readonly file?: string;
  readonly n8n?: string;
  readonly all: boolean;
  readonly json: boolean;
}

/** `oauth-chaos explain`: what is known about an error text of n8n. */
export function addExplainCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('explain')
    .description(
      'tells what an error text of n8n came from in recorded runs, what helped, and how to tell its causes apart; ends with exit code 2 when nothing is known',
    )
    .argument(
      '[text...]',
      "as n8n shows it; '-' reads what is piped in: a text, an execution as JSON, an error copied in the editor, or a whole log",
    )
    .addOption(new Option('--file <file>', 'reads it from a file'))
    .option('--n8n <version>', 'the version it comes from (default: the one that stands in it)')
    .option('--all', 'every cause in full', false)
    .option('--json', 'as JSON', false)
    .action(async (words: readonly string[], options: ExplainOptions) => {
      const { backend } = context;
      const { n8n } = options;
      if (n8n !== undefined && semver.valid(n8n) === null)
        throw usageError(`Could not use n8n ${n8n}: that is no version.`, 'For example: 2.41.1');
      const given = await givenText(words, options, context);
      if (given.trim() === '')
        throw usageError(
          'Could not explain anything: what was given is empty.',
          'For example: oauth-chaos explain "Unable to sign without access token"',
        );
      const { symptoms, pasted, explained } = await backend.explain(given, n8n);
      const asked = n8n ?? pasted.n8n;
      if (options.json) printLine(context, explainedJson({ symptoms, pasted, explained, asked }));
      else {
        const style = { colours: wantsColours(context), all: options.all };
        const lines = [
          ...readLines(pasted, explained, asked),
          ...explainedLines(explained, style),
          ...(explained.isKnown ? [] : neededLines(symptoms, pasted, explained)),
        ];
        for (const line of lines) printLine(context, asTyped(line, context));
      }
      finish(explained.isKnown ? 0 : 2);
    });
}

/** What is to be explained. @throws HarnessError `usage`, `storage-failed` */
async function givenText(
  words: readonly string[],
  { file }: ExplainOptions,
  { cwd, readInput }: CliContext,
): Promise<string> {
  if (file !== undefined) {
    if (words.length > 0)
      throw usageError('Could not explain a text and a file at once.', 'Give one of them.');
    const path = resolve(cwd, file);
    return stored('read', path, () => readFileSync(path, 'utf8'));
  }
  if (words.length === 0)
    throw usageError(
      'Could not explain anything: there is no text.',
      'Give it in quotation marks, with --file FILE, or piped in: oauth-chaos explain - < n8n.log',
    );
  return words.length === 1 && words[0] === '-' ? readInput() : words.join(' ');
}

/** What was read, and with which version it is compared. */
function readLines(
  { kind, errors }: Pasted,
  { version }: Explained,
  asked: string | undefined,
): readonly string[] {
  const read =
    kind === 'text'
      ? []
      : [
          `Read as ${kind === 'JSON' ? 'JSON' : `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`}: ${errors.length === 0 ? 'no error' : errors.length === 1 ? 'one error text' : `${errors.length} different error texts`}.`,
        ];
  const compared =
    asked === undefined
      ? `Compared with n8n ${version}, as no version was given (--n8n).`
      : asked === version
        ? `Compared with n8n ${version}.`
        : `n8n ${asked} was not recorded; compared with ${version}, the nearest that was.`;
  return [...read, compared, ''];
}

/** That nothing is known, and what would be needed. */
function neededLines(
  { recorded }: Symptoms,
  { kind, errors }: Pasted,
  { explanations }: Explained,
): readonly string[] {
  const where = recorded.map(({ n8n, scenarios }) => `${n8n} (${scenarios} scenarios)`).join(', ');
  return [
    ...(explanations.length === 0
      ? [
          errors.length === 0
            ? 'Nothing is known: there is no error text in it.'
            : `Nothing is known: no recorded failure ends in ${errors.length === 1 ? 'this text' : 'one of these texts'}.`,
        ]
      : ['Nothing is known for certain: no recorded failure ends in this text.']),
    `Recorded were failures of token refresh and of connecting, on n8n ${where}.`,
    'What would tell more:',
    ...(kind === 'execution' || kind === 'copied error'
      ? []
      : [
          "- the whole error: in the editor, the failed node's error details, Copy; then: oauth-chaos explain -",
        ]),
    ...(kind === 'log' ? [] : ["- n8n's log of that minute: oauth-chaos explain --file n8n.log"]),
    '- the version of n8n: --n8n VERSION',
    "- what the token endpoint answered (status and error code), from the provider's log",
  ];
}
