import { Argument, type Command } from 'commander';
import type { ExitCode } from '../../model/exit-code.ts';
import { globMatcher } from '../../model/glob.ts';
import { usageError } from '../../model/usage-error.ts';
import { OWN_SUITE } from '../../plan/load-suites.ts';
import { collect, RUNS } from '../arguments/run-options.ts';
import { openConfig, type ConfigOption } from '../config/open-config.ts';
import { resolveRun } from '../config/resolve-run.ts';
import { projectRows } from '../config/setting-rows.ts';
import { printLine, type CliContext } from '../context.ts';
import { asTyped } from '../terminal/own-command.ts';
import { table } from '../terminal/table.ts';
import { listCoverage } from './list-coverage.ts';

const ENTRIES = [
  'scenarios',
  'suites',
  'faults',
  'steps',
  'presets',
  'checkers',
  'reporters',
  'targets',
  'projects',
] as const;
const KINDS = [...ENTRIES, 'coverage'] as const;
type EntryKind = (typeof ENTRIES)[number];
type Kind = (typeof KINDS)[number];

/** One entry of a list: its name and a description, and the full data for `--json`. */
interface Entry {
  readonly name: string;
  readonly about: string;
  readonly data: unknown;
}

interface ListOptions extends ConfigOption {
  readonly json: boolean;
  readonly run?: readonly string[];
}

/** `oauth-chaos list` */
export function addListCommand(
  program: Command,
  context: CliContext,
  finish: (code: ExitCode) => void,
): void {
  const say = (line: string): void => printLine(context, line);
  program
    .command('list')
    .description(
      'lists scenarios, suites, faults, steps of plans, provider presets, checkers, reporters, installed targets, projects of the configuration, or what the scenarios cover',
    )
    .addArgument(new Argument('<what>', 'what to list').choices(KINDS))
    .argument(
      '[filter...]',
      "only what has all these words in its name or description, or a name like a pattern ('rotation/*')",
    )
    .option('--json', 'as JSON', false)
    .option(
      '--run <run>',
      `with coverage: the run that tells which faults n8n met; path, id, or latest (in ${RUNS}); may be given more than once (default: the latest, if there is one)`,
      collect,
    )
    .action(async (kind: Kind, filter: readonly string[], options: ListOptions) => {
      const { json, run } = options;
      if (kind === 'coverage') {
        if (filter.length > 0)
          throw usageError(
            'Could not list a part of the coverage.',
            'What scenarios there are for something: oauth-chaos list scenarios WORD',
          );
        await listCoverage(context, { json, run });
        finish(0);
        return;
      }
      if (run !== undefined)
        throw usageError(`Could not list ${kind} of a run.`, '--run goes with: list coverage');
      const all = await entriesOf(kind, options, context);
      const entries = all.filter(matches(filter));
      if (json) printLine(context, asJson(entries.map(({ data }) => data)));
      else if (entries.length === 0)
        printLine(context, asTyped(nothing(kind, all.length), context));
      else for (const line of table(entries.map(({ name, about }) => [name, about]))) say(line);
      if (kind === 'scenarios' && !json && filter.length === 0)
        for (const line of (await context.backend.catalog()).about ?? []) say(line);
      finish(0);
    });
}

const asJson = (data: unknown): string => JSON.stringify(data, null, 2);

/** What is said when there is nothing to list, of so many. */
const nothing = (kind: EntryKind, all: number): string =>
  all === 0
    ? kind === 'projects'
      ? 'None yet. They stand in a configuration, which this writes: oauth-chaos init'
      : 'None yet. Install one with: oauth-chaos n8n install latest'
    : `None of the ${all} ${kind} has all of this in its name or description.`;

/** True for what has every word of a filter; a word with a star is a pattern of the name. */
function matches(filter: readonly string[]): (entry: Entry) => boolean {
  const tests = filter.map((word) => {
    const isLike = globMatcher(word);
    const small = word.toLowerCase();
    return ({ name, about }: Entry): boolean =>
      isLike(name) || `${name} ${about}`.toLowerCase().includes(small);
  });
  return (entry) => tests.every((test) => test(entry));
}

async function entriesOf(
  kind: EntryKind,
  options: ConfigOption,
  context: CliContext,
): Promise<readonly Entry[]> {
  const { backend } = context;
  switch (kind) {
    case 'scenarios':
      return scenarioEntries(context);
    case 'suites':
      return suiteEntries(context);
    case 'steps':
      return (await backend.steps()).map((data) => ({
        name: data.name,
        about: data.summary,
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
    case 'projects':
      return projectEntries(options, context);
  }
}

/** Projects, each with what it runs and where. */
async function projectEntries(
  options: ConfigOption,
  context: CliContext,
): Promise<readonly Entry[]> {
  const config = await openConfig(options, context);
  const { projects } = resolveRun({ values: {}, from: () => '' }, [], config, context);
  return projects.flatMap((project) => {
    const { name, wanted, options: run } = project;
    if (name === undefined) return [];
    const what = wanted.length === 0 ? `suite ${run.suite ?? 'default'}` : wanted.join(', ');
    const about = [run.n8n.join(', '), run.topology.join(', '), what].join(' · ');
    return [{ name, about, data: { name, settings: projectRows(project) } }];
  });
}

/** Suites, also the one that is empty until a configuration names folders with scenarios. */
async function suiteEntries({ backend }: CliContext): Promise<readonly Entry[]> {
  const { suites } = await backend.catalog();
  const all = Object.hasOwn(suites, OWN_SUITE) ? suites : { ...suites, [OWN_SUITE]: [] };
  return Object.entries(all).map(([name, scenarios]) => {
    const count = `${scenarios.length} scenario${scenarios.length === 1 ? '' : 's'}`;
    const isEmpty = name === OWN_SUITE && scenarios.length === 0;
    const about = isEmpty ? `${count}: those in the folders that a configuration names` : count;
    return { name, about, data: { name, scenarios } };
  });
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
