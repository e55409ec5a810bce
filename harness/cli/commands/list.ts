import { Argument, type Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { printLine, type CliContext } from '../context.ts';
import { asTyped } from '../terminal/own-command.ts';
import { table } from '../terminal/table.ts';

const KINDS = ['scenarios', 'faults', 'presets', 'checkers', 'reporters', 'targets'] as const;
type Kind = (typeof KINDS)[number];

/** One entry of a list: its name and a description, and the full data for `--json`. */
interface Entry {
  readonly name: string;
  readonly about: string;
  readonly data: unknown;
}

/** `oauth-chaos list` */
export function addListCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  program
    .command('list')
    .description(
      'lists scenarios, faults, provider presets, checkers, reporters or installed targets',
    )
    .addArgument(new Argument('<what>', 'what to list').choices(KINDS))
    .option('--json', 'as JSON', false)
    .action(async (kind: Kind, { json }: { json: boolean }) => {
      const entries = await entriesOf(kind, context);
      if (json)
        printLine(
          context,
          JSON.stringify(
            entries.map(({ data }) => data),
            null,
            2,
          ),
        );
      else if (entries.length === 0)
        printLine(
          context,
          asTyped('None yet. Install one with: oauth-chaos n8n install latest', context),
        );
      else
        for (const line of [
          ...table(entries.map(({ name, about }) => [name, about])),
          ...(kind === 'scenarios' ? ((await context.backend.catalog()).about ?? []) : []),
        ])
          printLine(context, line);
      finish(0);
    });
}

async function entriesOf(kind: Kind, { backend }: CliContext): Promise<readonly Entry[]> {
  switch (kind) {
    case 'scenarios':
      return (await backend.catalog()).scenarios.map((data) => ({
        name: data.name,
        about: data.title,
        data,
      }));
    case 'faults':
      return (await backend.faults()).map((data) => ({
        name: data.name,
        about: data.summary,
        data,
      }));
    case 'presets':
      return (await backend.presets()).map((data) => ({
        name: data.name,
        about: data.title,
        data,
      }));
    case 'checkers':
      return (await backend.checkers()).map(({ name, invariant, basis }) => ({
        name,
        about: invariant,
        data: { name, invariant, basis },
      }));
    case 'reporters':
      return (await backend.reporters()).map(({ name, summary }) => ({
        name,
        about: summary,
        data: { name, summary },
      }));
    case 'targets':
      return (await backend.installer.list()).map((data) => ({
        name: data.version,
        about: data.directory,
        data,
      }));
  }
}
