import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../machine/parse-json.ts';
import { stored } from '../machine/storage-error.ts';
import { HarnessError } from '../model/error.ts';
import { fileOfRun } from './file-of-run.ts';
import { FILES } from './layout.ts';
import { readRun, type StoredRun } from './read-run.ts';
import { runOwner } from './run-owner.ts';
import type { Summarise } from './run-store.ts';

/**
 * Why there is no latest run in a folder: the newest one has not begun. To answer with an older one
 * would take its results for those of the newest, so the error has the exit code with which the
 * newest ended.
 * @returns `latest-not-begun`; undefined when the newest run has begun, or there is none
 * @throws HarnessError `run-damaged`, `run-newer` when the newest run cannot be read
 */
export async function whyNoLatest(
  folder: string,
  summarise: Summarise,
): Promise<HarnessError | undefined> {
  const [newest, ...older] = newestFirst(folder);
  if (newest === undefined) return undefined;
  const run = readRun(newest, summarise);
  if (hasBegun(run)) return undefined;
  const begun = firstBegun(older, summarise);
  const name = basename(newest);
  return new HarnessError(
    'latest-not-begun',
    `Could not choose the latest run: ${told(run)} ${await howItEnded(run)}`,
    {
      hint: `It is shown by: oauth-chaos report ${name}\n${
        begun === undefined
          ? 'No run before it recorded anything.'
          : `The newest before it that recorded anything is ${told(begun)}; name it by its id to read it.`
      }`,
      exitCode: run.results.exitCode,
    },
  );
}

/** Folders of runs, the newest first. */
function newestFirst(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, startedAt: startedAt(join(folder, name)) }))
    .filter((run) => run.startedAt !== undefined)
    .sort((a, b) => compare(b.startedAt ?? '', a.startedAt ?? '') || compare(b.name, a.name))
    .map(({ name }) => join(folder, name));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const startSchema = z
  .object({ startedAt: z.iso.datetime() })
  .or(z.object({ run: z.object({ startedAt: z.iso.datetime() }) }).transform(({ run }) => run));

/** When a run started; undefined for a folder that is none. */
function startedAt(directory: string): string | undefined {
  const read = (name: string): string | undefined => {
    if (!existsSync(join(directory, name))) return undefined;
    const path = fileOfRun(directory, name);
    const text = stored('read', path, () => readFileSync(path, 'utf8'));
    return startSchema.safeParse(parseJson(text)).data?.startedAt;
  };
  return read(FILES.run) ?? read(FILES.results);
}

/** True when an n8n was up, or a scenario had its turn. */
const hasBegun = ({ directory, scenarios }: StoredRun): boolean =>
  scenarios.length > 0 ||
  readdirSync(directory).some((folder) => existsSync(join(directory, folder, FILES.target)));

function tryRead(directory: string, summarise: Summarise): StoredRun | undefined {
  try {
    return readRun(directory, summarise);
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}

/** The first of some folders whose run has begun. No other is read: a run may be large. */
function firstBegun(folders: readonly string[], summarise: Summarise): StoredRun | undefined {
  for (const folder of folders) {
    const run = tryRead(folder, summarise);
    if (run !== undefined && hasBegun(run)) return run;
  }
  return undefined;
}

const told = ({ directory, results }: StoredRun): string =>
  `${basename(directory)} (started ${results.run.startedAt})`;

/** Goes on from what {@link told} says. */
async function howItEnded({ directory, results: { run, exitCode } }: StoredRun): Promise<string> {
  const withCode = `with exit code ${exitCode}`;
  if (run.stopped !== undefined)
    return `ended before n8n was up, ${withCode}: ${run.stopped.message}`;
  if (run.finishedAt !== undefined) return `ended before n8n was up, ${withCode}.`;
  const owner = await runOwner(directory);
  if (owner === 'alive') return 'is still starting n8n.';
  if (owner === 'elsewhere') return 'was started on another machine, and n8n was not up there yet.';
  return `was killed before n8n was up, which counts as incomplete (exit code ${exitCode}).`;
}
