import type { Results } from '../../harness/model/results.ts';

/**
 * Which part of a whole a run is, or of how many it was put together; undefined for a run that is
 * neither. A reader must not take the pass of a part for that of the whole.
 */
export function partText({ run, shard }: Pick<Results, 'run' | 'shard'>): string | undefined {
  if (run.merged !== undefined) return `merged from ${run.merged.length} runs`;
  return shard === undefined ? undefined : `shard ${shard.index}/${shard.count} only`;
}
