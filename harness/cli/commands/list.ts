import { Argument, type Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { usageError } from '../../model/usage-error.ts';
import { collect, RUNS } from '../arguments/run-options.ts';
import { printLine, type CliContext } from '../context.ts';
import { asTyped } from '../terminal/own-command.ts';
import { table } from '../terminal/table.ts';
import { listCoverage } from './list-coverage.ts';

const ENTRIES = ['scenarios', 'faults', 'presets', 'checkers', 'reporters', 'targets'] as const;
const KINDS = [...ENTRIES, 'coverage'] as const;
type EntryKind = (typeof ENTRIES)[number];
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
      'lists scenarios, faults, provider presets, checkers, reporters, installed targets, or what the scenarios cover',
    )
    .addArgument(new Argument('<what>', 'what to list').choices(KINDS))
    .option('--json', 'as JSON', false)
    .option(
      '--run <run>',
      `with coverage: the run that tells which faults n8n met; path, id, or latest (in ${RUNS}); may be given more than once (default: the latest, if there is one)`,
      collect,
    )
    .action(async (kind: Kind, { json, run }: { json: boolean; run?: readonly string[] }) => {
      if (kind === 'coverage') {
        await listCoverage(context, { json, run });
        finish(0);
        return;
      }
      if (run !== undefined)
        throw usageError(`Could not list ${kind} of a run.`, '--run goes with: list coverage');
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

async function entriesOf(kind: EntryKind, context: CliContext): Promise<readonly Entry[]> {
  const { backend } = context;
  switch (kind) {
    case 'scenarios':
      return scenarioEntries(context);
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

/** Scenarios as they are written, with their theme and what goes wrong in them. */
async function scenarioEntries({ backend }: CliContext): Promise<readonly Entry[]> {
  const { kinds } = await backend.coverage();
  const kindOf = new Map(kinds.map(({ name, theme, verbs }) => [name, { theme, verbs }]));
  return (await backend.catalog()).scenarios.map((data) => ({
    name: data.name,
    about: data.title,
    data: { ...data, ...kindOf.get(data.name) },
  }));
}
