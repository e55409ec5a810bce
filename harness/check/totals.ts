import type { ExitCode } from '../model/exit-code.ts';
import type { ScenarioResult, Totals } from '../model/results.ts';

/** Counts results by verdict. Known failures are counted separately. */
export function totalsOf(results: readonly ScenarioResult[]): Totals {
  const of = (wanted: (result: ScenarioResult) => boolean): number => results.filter(wanted).length;
  return {
    scenarios: results.length,
    pass: of(({ verdict }) => verdict === 'pass'),
    fail: of(({ verdict, known }) => verdict === 'fail' && known === undefined),
    knownFail: of(({ verdict, known }) => verdict === 'fail' && known !== undefined),
    fixedUnexpectedly: of(({ fixedUnexpectedly }) => fixedUnexpectedly === true),
    inconclusive: of(({ verdict }) => verdict === 'inconclusive'),
    skipped: of(({ verdict }) => verdict === 'skipped'),
  };
}

/**
 * Exit code of a completed run. An unexpected failure outweighs an inconclusive result, and a run
 * in which nothing ran is not a success.
 */
export function exitCodeOf(totals: Totals): Extract<ExitCode, 0 | 1 | 2 | 3> {
  if (totals.fail > 0) return 1;
  if (totals.inconclusive > 0) return 2;
  return totals.scenarios === totals.skipped ? 3 : 0;
}
