import type { LoadResult } from '../../model/load.ts';
import type { ScenarioResult } from '../../model/results.ts';
import type { NamedFinding } from '../run-checkers.ts';
import { count, list } from '../views/words.ts';

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.round((1_000 * part) / whole) / 10} %`;

function ofExpiries({ expiries }: LoadResult): string {
  if (expiries.length === 0) return 'No expiry was met.';
  const refreshes = expiries.map((expiry) => expiry.refreshes);
  const most = Math.max(...refreshes);
  const full = expiries.flatMap(({ fullAfterMs }) =>
    fullAfterMs === undefined ? [] : [fullAfterMs],
  );
  const back = full.includes(null)
    ? 'not always back to full throughput'
    : `back to full throughput within ${Math.max(0, ...full.map(Number)) / 1_000} s`;
  return `${count(expiries.length, 'expiry', 'expiries')} met, with ${most === Math.min(...refreshes) ? count(most, 'refresh', 'refreshes') : `${Math.min(...refreshes)} to ${most} refreshes`} each${full.length === 0 ? '' : `, ${back}`}.`;
}

/** What happened under load and what broke, in a few plain sentences. */
export function summarizeLoad(
  load: LoadResult,
  {
    verdict,
    blocked,
    violations,
  }: {
    readonly verdict: ScenarioResult['verdict'];
    readonly blocked: string | undefined;
    readonly violations: readonly NamedFinding[];
  },
): string {
  const { calls, rate, generator } = load;
  const made = `${generator.name} made ${calls.made} of ${calls.planned} calls at ${rate}/s; ${calls.failed} failed (${percent(calls.failed, calls.ok + calls.failed)}).`;
  const course = `${made} ${ofExpiries(load)}`;
  if (verdict === 'inconclusive') return `Inconclusive: ${blocked ?? 'unknown'}. ${course}`;
  return violations.length === 0
    ? course
    : `${course} Broken: ${list(violations.map(({ checker }) => checker))}.`;
}
