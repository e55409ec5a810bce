import type { PlannedRun, Results } from '../model/results.ts';
import type { Part } from './part.ts';

/** What one part ran on one target, and of what whole. */
export interface TargetPart {
  readonly part: Part;
  readonly target: string;
  /** From 1. */
  readonly index: number;
  readonly count: number;
  readonly planned: readonly PlannedRun[];
  /** All that the shards together are to run on the target. */
  readonly whole: readonly PlannedRun[];
}

/** What was planned; a run of an older harness tells only what it did. */
const plannedIn = ({ planned, scenarios }: Results): readonly PlannedRun[] =>
  planned ??
  scenarios.map(({ target, name, title, attempt }) => ({ target, name, title, attempt }));

/**
 * Finds the runs of a target. Shards tell the same whole, which is looked through once, and what
 * comes out is the same list: it need not be compared again.
 */
function finder(): (runs: readonly PlannedRun[], target: string) => readonly PlannedRun[] {
  const known = new WeakMap<readonly PlannedRun[], ReadonlyMap<string, readonly PlannedRun[]>>();
  return (runs, target) => {
    const byTarget = known.get(runs) ?? Map.groupBy(runs, (run) => run.target);
    known.set(runs, byTarget);
    return byTarget.get(target) ?? [];
  };
}

/** The parts of each target. A run of everything is shard 1 of 1. */
export function partsByTarget(parts: readonly Part[]): ReadonlyMap<string, readonly TargetPart[]> {
  const ofTarget = finder();
  const all = parts.flatMap((part) => {
    const planned = plannedIn(part.results);
    const { index = 1, count = 1, whole = planned } = part.results.shard ?? {};
    return part.results.targets.map(({ id }): TargetPart => ({
      part,
      target: id,
      index,
      count,
      planned: ofTarget(planned, id),
      whole: ofTarget(whole, id),
    }));
  });
  return Map.groupBy(all, ({ target }) => target);
}

/** `1/4`. */
export const shardName = ({ index, count }: Pick<TargetPart, 'index' | 'count'>): string =>
  `${index}/${count}`;

/** A part as messages name it: with its shard, if it is one. */
export const partName = ({ part, index, count }: TargetPart): string =>
  count === 1 ? part.shownAs : `${part.shownAs} (shard ${shardName({ index, count })})`;
