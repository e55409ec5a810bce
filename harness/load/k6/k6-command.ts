import { basename, dirname } from 'node:path';
import { LOAD_METRICS } from '../../model/threshold.ts';
import { ALWAYS_TOLD } from '../call-buckets.ts';
import type { Calls } from '../generator.ts';
import { K6_IMAGE, type FoundK6 } from './find-k6.ts';

/** Metrics that k6 has itself. */
const OF_K6: ReadonlySet<string> = new Set(
  Object.keys(LOAD_METRICS).filter((name) => /^http_req|^dropped/.test(name)),
);

/** What the script is told. */
const wantedOf = (calls: Calls): string =>
  JSON.stringify({
    targets: calls.targets,
    rate: calls.rate,
    seconds: calls.durationMs / 1_000,
    patienceSeconds: calls.patienceMs / 1_000,
    aggregates: [...new Set([...ALWAYS_TOLD, ...calls.aggregates])],
    thresholds: Object.fromEntries(
      Object.entries(calls.thresholds).filter(([metric]) => OF_K6.has(metric)),
    ),
  });

const runArguments = (calls: Calls, script: string, summary: string): readonly string[] => [
  'run',
  '--quiet',
  '--no-color',
  '--no-usage-report',
  '--address',
  '',
  '--out',
  'json=-',
  '--env',
  `OAUTH_CHAOS_LOAD=${wantedOf(calls)}`,
  '--env',
  `OAUTH_CHAOS_SUMMARY=${summary}`,
  script,
];

/**
 * The command line that starts k6. In a container it shares the network of this machine, since what
 * it calls listens on 127.0.0.1; it is removed at its end, and the image is not pulled.
 * @param script path of the script
 * @param summary path of the file in which the summary is wanted; its folder exists
 */
export function k6Command(
  { kind, path }: Pick<FoundK6, 'kind' | 'path'>,
  calls: Calls,
  {
    script,
    summary,
    name,
  }: { readonly script: string; readonly summary: string; readonly name: string },
): { readonly file: string; readonly args: readonly string[] } {
  if (kind === 'program') return { file: path, args: runArguments(calls, script, summary) };
  const inside = runArguments(calls, `/script/${basename(script)}`, `/out/${basename(summary)}`);
  const user = `${process.getuid?.() ?? 0}:${process.getgid?.() ?? 0}`;
  const mounts = [`${dirname(script)}:/script:ro`, `${dirname(summary)}:/out`];
  const inContainer = [
    ...'run --rm --pull never --network host'.split(' '),
    '--name',
    name,
    '--user',
    user,
    ...mounts.flatMap((mount) => ['--volume', mount]),
  ];
  return {
    file: path,
    args: [...inContainer, K6_IMAGE, ...inside],
  };
}
