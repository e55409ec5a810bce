import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { stored } from '../machine/storage-error.ts';
import { HarnessError } from '../model/error.ts';
import { resultsV1Schema, upgradeResults } from '../model/results-v1.ts';
import {
  plannedRunSchema,
  resultsSchema,
  scenarioResultSchema,
  targetResultSchema,
  type Results,
  type ScenarioResult,
} from '../model/results.ts';
import { runSchema } from '../model/run-facts.ts';
import { checkWritten, fileOfRun } from './file-of-run.ts';
import { FILES, parseScenarioFolder } from './layout.ts';
import { newer, newerThan } from './newer.ts';
import type { Summarise } from './run-store.ts';

/** One scenario run in the folder of a run. */
export interface StoredScenario {
  /** Id of its target; when the id is not known, the name of the target's folder. */
  readonly target: string;
  readonly name: string;
  readonly attempt: number;
  /** Absolute path; undefined when the scenario was skipped. */
  readonly historyPath: string | undefined;
  /** Undefined when the run ended before this scenario did. */
  readonly result: ScenarioResult | undefined;
}

/** A run that was read from its folder. */
export interface StoredRun {
  readonly directory: string;
  readonly results: Results;
  readonly scenarios: readonly StoredScenario[];
  /** What the reader of the run must know, for example that results.json had to be rebuilt. */
  readonly notes: readonly string[];
}

/** What `run.json` holds; `plan` is missing in runs of older harnesses. */
const begunSchema = runSchema.extend({
  plan: z
    .object({ targets: z.array(targetResultSchema), runs: z.array(plannedRunSchema) })
    .optional(),
});

/** The newest form of `results.json` that is known. */
const READ_UP_TO = 2;

/** `results.json` of this version, or made of one of an older version. */
const anyResultsSchema = z.union([resultsSchema, resultsV1Schema.transform(upgradeResults)]);

/**
 * Reads a run. When `results.json` is missing or cut off, it is rebuilt from the files of the
 * scenarios.
 * @throws HarnessError `run-damaged` when neither is possible, or when what it names leads out of
 * its folder; `run-newer` when a newer version has written it
 */
export function readRun(directory: string, summarise: Summarise): StoredRun {
  const notes: string[] = [];
  checkWritten(directory);
  const folders = scenarioFolders(directory);
  const results =
    counted(
      withLater(readJson(join(directory, FILES.results), anyResultsSchema, notes), folders, notes),
      summarise,
    ) ?? rebuild(directory, folders, summarise, notes);
  const finished = results.scenarios.map((result) => ({
    target: result.target,
    name: result.name,
    attempt: result.attempt,
    historyPath: result.history === undefined ? undefined : fileOfRun(directory, result.history),
    result,
  }));
  const known = new Set(finished.map(({ historyPath }) => historyPath));
  const unfinished = folders
    .map(({ target, path, folder }) => ({
      target,
      ...parseScenarioFolder(folder),
      historyPath: join(path, FILES.history),
      result: undefined,
    }))
    .filter(({ historyPath }) => existsSync(historyPath) && !known.has(historyPath));
  for (const { historyPath } of unfinished) fileOfRun(directory, relative(directory, historyPath));
  if (unfinished.length > 0)
    notes.push(
      `${unfinished.length} scenario${unfinished.length === 1 ? '' : 's'} had not finished when the run ended.`,
    );
  return { directory, results, scenarios: [...finished, ...unfinished], notes };
}

/**
 * Counts again: the exit code that an older harness stored for a run without an end is that of what
 * had ended by then.
 */
const counted = (results: Results | undefined, summarise: Summarise): Results | undefined =>
  results === undefined ? undefined : { ...results, ...summarise(results) };

/** A run without an end may have finished more than its `results.json` had room for in time. */
function withLater(
  results: Results | undefined,
  folders: readonly ScenarioFolder[],
  notes: string[],
): Results | undefined {
  if (results === undefined || results.run.finishedAt !== undefined) return results;
  const keyOf = ({ target, name, attempt }: ScenarioResult): string =>
    JSON.stringify([target, name, attempt]);
  const byKey = new Map(results.scenarios.map((result) => [keyOf(result), result]));
  for (const result of resultsIn(folders, notes)) {
    const told = byKey.get(keyOf(result));
    // One that ran once more has another history. The same one may have been judged anew since.
    if (told === undefined || told.history !== result.history) byKey.set(keyOf(result), result);
  }
  return { ...results, scenarios: [...byKey.values()] };
}

const resultsIn = (folders: readonly ScenarioFolder[], notes: string[]): ScenarioResult[] =>
  folders.flatMap(({ path }) => {
    const result = readJson(join(path, FILES.result), scenarioResultSchema, notes);
    return result === undefined ? [] : [result];
  });

interface ScenarioFolder {
  readonly target: string;
  readonly folder: string;
  readonly path: string;
}

/** The folders in a folder. A link to one is none: it may lead out of the run. */
const below = (path: string): readonly string[] =>
  stored('read', path, () => readdirSync(path, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

function scenarioFolders(directory: string): readonly ScenarioFolder[] {
  return below(directory).flatMap((targetFolder) => {
    const target =
      readJson(join(directory, targetFolder, FILES.target), targetResultSchema, [])?.id ??
      targetFolder;
    return below(join(directory, targetFolder))
      .map((folder) => ({ target, folder, path: join(directory, targetFolder, folder) }))
      .filter(
        ({ path }) => existsSync(join(path, FILES.history)) || existsSync(join(path, FILES.result)),
      );
  });
}

function rebuild(
  directory: string,
  folders: readonly ScenarioFolder[],
  summarise: Summarise,
  notes: string[],
): Results {
  const begun = readJson(join(directory, FILES.run), begunSchema, notes);
  if (begun === undefined) {
    throw new HarnessError(
      'run-damaged',
      `Could not read the run in ${directory}: both ${FILES.results} and ${FILES.run} are missing or damaged.`,
      {
        hint: 'Is this the folder of a run? The histories of single scenarios may still be in it.',
        exitCode: 64,
      },
    );
  }
  const scenarios = resultsIn(folders, notes);
  const { plan, ...run } = begun;
  const started = below(directory).flatMap((folder) => {
    const target = readJson(join(directory, folder, FILES.target), targetResultSchema, notes);
    return target === undefined ? [] : [target];
  });
  const byId = new Map([...(plan?.targets ?? []), ...started].map((target) => [target.id, target]));
  const targets = [...byId.values()];
  notes.push(
    `${FILES.results} was missing or damaged; it was put together again from ${scenarios.length} finished scenario${scenarios.length === 1 ? '' : 's'}.`,
  );
  const found = { run, ...(plan === undefined ? {} : { planned: plan.runs }), scenarios };
  return { schemaVersion: 2, ...found, targets, ...summarise(found) };
}

function readJson<T>(path: string, schema: z.ZodType<T>, notes: string[]): T | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const value: unknown = JSON.parse(
      readFileSync(fileOfRun(dirname(path), basename(path)), 'utf8'),
    );
    if (newerThan(value, READ_UP_TO)) throw newer(path);
    return schema.parse(value);
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'run-newer') throw error;
    notes.push(
      `${relative(process.cwd(), path)} cannot be read: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`,
    );
    return undefined;
  }
}
