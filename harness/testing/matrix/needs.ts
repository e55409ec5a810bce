import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkers } from '../../check/checkers/index.ts';
import { parseJson } from '../../machine/parse-json.ts';
import { globMatcher } from '../../model/glob.ts';
import { ONLY_ELSEWHERE } from '../decisions.ts';
import type { Edit } from '../sabotage/edit.ts';
import { outcomeSchema } from '../sabotage/kept-outcome.ts';
import { wrongWorkers, type WrongWorker } from '../toy-queue/wrong-workers/index.ts';
import type { Need } from './choose-suite.ts';
import type { Matrix } from './matrix.ts';

/** Scenarios that have to be in the suite whatever they add, with the reason. */
export function mustHaves(smoke: readonly string[]): ReadonlyMap<string, string> {
  const workers = Object.entries<WrongWorker>(wrongWorkers)
    .filter(([, { onlyInFull }]) => onlyInFull !== true)
    .map(([name, { caughtIn }]) => [caughtIn, `catches the wrong worker ${name}`] as const);
  return new Map([
    ...workers,
    ...ONLY_ELSEWHERE.filter(({ inDefault }) => inDefault).map(
      ({ scenario, checker }) => [scenario, `alone gives ${checker} something to decide`] as const,
    ),
    ...smoke.map((name) => [name, 'smoke'] as const),
  ]);
}

/** Each checker has to have something to decide about a client that is right. */
export const checkerNeeds = ({ decided }: Matrix): readonly Need[] =>
  checkers.map(({ name }) => ({
    what: `checker ${name}`,
    by: Object.keys(decided).filter((scenario) => decided[scenario]?.includes(name)),
  }));

/**
 * Each edit of n8n's code has to be caught: by a scenario that did so in a sabotage run, or else by
 * the one that the edit names as nearest; of a pattern, by any that fits.
 * @param outcomes the folder of a sabotage run
 */
export function editNeeds(
  edits: readonly Edit[],
  names: readonly string[],
  outcomes?: string,
): readonly Need[] {
  const seen = outcomes === undefined ? new Map<string, readonly string[]>() : readSeen(outcomes);
  return edits.map((edit) => ({
    what: `edit ${edit.name}`,
    by: seen.get(edit.name) ?? nearest(edit, names),
  }));
}

function nearest({ near }: Edit, names: readonly string[]): readonly string[] {
  const named = near.find((pattern) => names.includes(pattern));
  if (named !== undefined) return [named];
  const matchers = near.map(globMatcher);
  return names.filter((name) => matchers.some((matches) => matches(name)));
}

/** For each edit the scenarios that failed with it and not without it. */
function readSeen(folder: string): ReadonlyMap<string, readonly string[]> {
  const outcomes = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => outcomeSchema.safeParse(parseJson(readFileSync(join(folder, file), 'utf8'))))
    .flatMap(({ data }) => (data?.verdict === 'caught' ? [data] : []));
  return new Map(
    outcomes.map(({ edit, evidence }) => [
      edit,
      evidence.map((line) => line.slice(0, line.indexOf(': '))),
    ]),
  );
}
