import { weightiest, type ExitCode } from '../model/exit-code.ts';
import { notRunIn, whyUnfinished } from '../model/not-run.ts';
import type { PlannedRun, Stopped } from '../model/results.ts';
import type { Part } from './part.ts';
import { partName, partsByTarget, shardName, type TargetPart } from './shards.ts';

const keyOf = ({ name, attempt }: Pick<PlannedRun, 'name' | 'attempt'>): string =>
  `${name}\n${attempt}`;

/** Shards of a whole that has scenarios which no shard planned: which are not there. */
function missing(shards: readonly TargetPart[]): readonly string[] {
  const [first] = shards;
  if (first === undefined) return [];
  const { count, target, whole } = first;
  const planned = new Set(shards.flatMap((one) => one.planned.map(keyOf)));
  if (whole.every((run) => planned.has(keyOf(run)))) return [];
  const there = new Set(shards.map(({ index }) => index));
  const gone = Array.from({ length: count }, (_, index) => index + 1)
    .filter((index) => !there.has(index))
    .map((index) => shardName({ index, count }));
  if (gone.length === 0) return [];
  return [
    gone.length === 1
      ? `Shard ${gone[0]} of ${target} is missing.`
      : `Shards ${gone.join(', ')} of ${target} are missing.`,
  ];
}

/** Parts that ran the same on one target, though each is to run what no other does. */
function overlapping(shards: readonly TargetPart[]): readonly string[] {
  const owners = new Map<string, TargetPart>();
  const pairs = new Map<string, readonly [TargetPart, TargetPart]>();
  for (const one of shards)
    for (const run of one.planned) {
      const other = owners.get(keyOf(run));
      if (other === undefined) owners.set(keyOf(run), one);
      else pairs.set(`${other.part.shownAs}\n${one.part.shownAs}`, [other, one]);
    }
  if (pairs.size === 0) return [];
  const named = [...new Set([...pairs.values()].flat())];
  const everything = named.filter((one) => one.planned.length === one.whole.length);
  const names = (all: readonly TargetPart[]): string => all.map(partName).join(', ');
  return [
    everything.length === named.length
      ? `Each of these ran everything on ${named[0]?.target}, so that they are no shards: ${names(named)}.`
      : `These ran the same on ${named[0]?.target}, so that they are no shards of one whole: ${names(named)}.`,
  ];
}

/** Why one part has no result for all that it planned. */
function unfinished({ shownAs, results }: Part): readonly Stopped[] {
  const why = whyUnfinished(results);
  if (why === undefined && notRunIn(results).length === 0) return [];
  const { stopped } = results.run;
  return [
    {
      by: stopped?.by ?? 'error',
      message: `${shownAs}: ${why ?? 'It has no result for all that it planned.'}`,
      exitCode: stopped?.exitCode ?? 2,
    },
  ];
}

/**
 * Why the parts together are not the whole; undefined when they are. The weightiest reason decides
 * the exit code.
 */
export function whyIncomplete(parts: readonly Part[]): Stopped | undefined {
  const ofShards = [...partsByTarget(parts).values()]
    .flatMap((shards) => [...missing(shards), ...overlapping(shards)])
    .map((message): Stopped => ({ by: 'merge', message, exitCode: 2 }));
  const all = [...parts.flatMap(unfinished), ...ofShards];
  const [only, ...others] = all;
  if (only === undefined || others.length === 0) return only;
  const codes: readonly ExitCode[] = all.map(({ exitCode }) => exitCode);
  return {
    by: new Set(all.map(({ by }) => by)).size === 1 ? only.by : 'merge',
    message: all.map(({ message }) => message).join(' '),
    exitCode: weightiest(codes),
  };
}
