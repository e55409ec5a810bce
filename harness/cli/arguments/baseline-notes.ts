import { idleEntries } from '../../check/idle-entries.ts';
import type { TargetInfo } from '../../model/target.ts';
import type { NamedBaseline } from '../../suite/suite-options.ts';
import type { RunOptions } from './run-options.ts';

/** What is to be said about the baseline of a target before the run. */
export function baselineNotes(
  info: TargetInfo,
  named: NamedBaseline | undefined,
  { chosen, options }: { readonly chosen: readonly string[]; readonly options: RunOptions },
): readonly string[] {
  if (named === undefined)
    return options.baseline === undefined || options.baseline === 'none'
      ? []
      : [
          `--baseline ${options.baseline} is for another version of n8n than ${info.n8n}: every failure there counts.`,
        ];
  const idle = idleEntries(named.baseline, info.topology, chosen);
  return [
    ...(named.baseline.n8n === info.n8n
      ? []
      : [
          `Baseline ${named.name} on ${info.id}: there is none for ${info.n8n}, and this is the nearest older one. What has been mended since then is no news.`,
        ]),
    ...(idle === undefined ? [] : [`Baseline ${named.name} on ${info.id}: ${idle}`]),
  ];
}
