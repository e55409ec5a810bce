import { realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { nearestFolder, tryWriting } from '../../machine/nearest-folder.ts';
import { didYouMean } from '../../model/did-you-mean.ts';
import type { ReporterDefinition } from '../../model/reporter.ts';
import { usageError } from '../../model/usage-error.ts';
import { FILES } from '../../store/layout.ts';

/** A reporter that the user chose: `name` or `name=path`. */
export interface ReporterChoice {
  readonly definition: ReporterDefinition;
  /** `-` stands for standard output. */
  readonly path: string | undefined;
  /** False for one that writes unless it is left out; the user knows where. */
  readonly asked: boolean;
}

/** What is written unless the command line leaves it out. */
const DEFAULT_REPORTERS: readonly string[] = ['list', 'json', 'html'];

/** Describes `--reporter`, for a command with these defaults. */
export const reporterHelp = (defaults: readonly string[] = DEFAULT_REPORTERS): string =>
  `what to write as well, where ('-' is standard output); no-<name> leaves one out; may be given more than once (always: ${defaults.join(', ')})`;

interface SelectOptions {
  readonly known: readonly ReporterDefinition[];
  readonly cwd: string;
  readonly defaults?: readonly string[];
}

/**
 * Reads the options `--reporter name[=path]`. What is asked for comes beside the defaults; the same
 * reporter with a path takes the place of the default. The result has the order of `known`, not of
 * the options, because the reporter that lists the files of the others comes last there.
 * @throws HarnessError `usage` on an unknown name, or a path that cannot be written to
 */
export function selectReporters(
  wanted: readonly string[] = [],
  { known, cwd, defaults = DEFAULT_REPORTERS }: SelectOptions,
): readonly ReporterChoice[] {
  const find = (name: string): ReporterDefinition => {
    const definition = known.find((candidate) => candidate.name === name);
    if (definition === undefined)
      throw usageError(`Could not find reporter '${name}'.`, hintFor(name, known));
    return definition;
  };
  const left = wanted.filter(leavesOut).map((text) => find(text.slice(NOT.length)).name);
  const asked = wanted.filter((text) => !leavesOut(text)).map((text) => choice(text, find, cwd));
  const taken = new Set([...left, ...asked.map(({ definition }) => definition.name)]);
  const kept = defaults
    .filter((name) => !taken.has(name))
    .map((name) => ({ definition: find(name), path: undefined, asked: false }));
  const once = asked.filter(
    ({ definition, path }, index) =>
      asked.findIndex((one) => one.definition === definition && one.path === path) === index,
  );
  if (once.filter(({ path }) => path === '-').length > 1)
    throw usageError(
      'Could not use --reporter: two reports cannot share standard output.',
      'Give one of them a path.',
    );
  return [...kept, ...once].sort(
    (one, other) => known.indexOf(one.definition) - known.indexOf(other.definition),
  );
}

/**
 * Refuses two reports at one place, where the second would take the place of the first, and reports
 * in the place of what the run itself writes.
 * @param directory the run's folder, which is the place of reports without a path
 * @throws HarnessError `usage`
 */
export function requireOwnPlaces(
  reporters: readonly ReporterChoice[],
  { directory, cwd }: { readonly directory: string; readonly cwd: string },
): void {
  const taken = new Map<string, string>(
    Object.values(FILES).map((name) => [realPlace(join(directory, name)), 'the run itself']),
  );
  for (const { definition, path } of reporters) {
    const name = path === undefined ? definition.file : undefined;
    const place =
      name === undefined
        ? path === undefined || path === '-'
          ? undefined
          : resolve(cwd, path)
        : join(directory, name);
    if (place === undefined || isJsonOfRun(definition, place, directory)) continue;
    const real = realPlace(place);
    const shown = `${definition.name}=${path ?? name}`;
    const other = taken.get(real);
    if (other !== undefined)
      throw usageError(
        `Could not use --reporter ${shown}: ${other} writes there, too.`,
        'Give each report a file of its own.',
      );
    for (const [file, owner] of taken) {
      const within = real.startsWith(`${file}${sep}`);
      if (within || file.startsWith(`${real}${sep}`))
        throw usageError(
          `Could not use --reporter ${shown}: ${within ? `${owner} writes a file where this needs a folder` : `${owner} writes into a folder of this name`}.`,
          'Give each report a file of its own.',
        );
    }
    taken.set(real, definition.name);
  }
}

/** Where a file is, or will be, once links are followed: two paths may lead to one file. */
function realPlace(file: string): string {
  const there = nearestFolder(file);
  return join(realpathSync(there), relative(there, file));
}

/** The reporter `json` without a path tells where the run itself has written. */
const isJsonOfRun = ({ file }: ReporterDefinition, place: string, directory: string): boolean =>
  file === FILES.results && place === join(directory, FILES.results);

/** True when standard output belongs to a report, so that nothing else may be printed there. */
export const takesOutput = (reporters: readonly ReporterChoice[]): boolean =>
  reporters.some(({ path }) => path === '-');

const NOT = 'no-';
const leavesOut = (text: string): boolean => text.startsWith(NOT);

function choice(
  text: string,
  find: (name: string) => ReporterDefinition,
  cwd: string,
): ReporterChoice {
  const [name = '', ...rest] = text.split('=');
  const path = rest.length === 0 ? undefined : rest.join('=');
  const definition = find(name);
  if (path === '')
    throw usageError(
      `Could not use --reporter ${text}: the path after '=' is empty.`,
      `For example: --reporter ${name}=out/report, or ${name}=- for standard output`,
    );
  if (definition.printsOnly === true) {
    if (path !== undefined && path !== '-')
      throw usageError(
        `Could not use --reporter ${text}: ${name} prints lines and writes no file.`,
        `Send the output of the command there: > ${path}`,
      );
    return { definition, path: undefined, asked: true };
  }
  if (path === '-' && definition.binary === true)
    throw usageError(
      `Could not use --reporter ${text}: what ${name} writes is no text.`,
      `Give the path of a file: --reporter ${name}=PATH`,
    );
  if (path !== undefined && path !== '-') requirePlace(text, resolve(cwd, path));
  return { definition, path, asked: true };
}

/** Refuses a place that cannot be written to before anything is started. */
function requirePlace(text: string, file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory() === true)
    throw usageError(
      `Could not use --reporter ${text}: ${file} is a folder.`,
      'Give the path of a file.',
    );
  if (found !== undefined) return;
  try {
    tryWriting(dirname(file));
  } catch {
    throw usageError(
      `Could not use --reporter ${text}: nothing can be written to ${nearestFolder(dirname(file))}.`,
      'Choose another place.',
    );
  }
}

function hintFor(name: string, known: readonly ReporterDefinition[]): string {
  const hint = didYouMean(
    name,
    known.map((reporter) => reporter.name),
  );
  return `${hint.charAt(0).toUpperCase()}${hint.slice(1)}`;
}
