import { weightiest, type ExitCode } from '../model/exit-code.ts';
import { notRunIn } from '../model/not-run.ts';
import type { Results, ScenarioResult, Totals } from '../model/results.ts';

/** The part of a run from which its totals and its exit code follow. */
export type Countable = Pick<Results, 'run' | 'planned' | 'scenarios'>;

/** Counts results by verdict. Known failures are counted separately. */
export function totalsOf(results: Omit<Countable, 'run'>): Totals {
  const { scenarios } = results;
  const of = (wanted: (result: ScenarioResult) => boolean): number =>
    scenarios.filter(wanted).length;
  return {
    scenarios: scenarios.length,
    pass: of(({ verdict }) => verdict === 'pass'),
    fail: of(({ verdict, known }) => verdict === 'fail' && known === undefined),
    knownFail: of(({ verdict, known }) => verdict === 'fail' && known !== undefined),
    fixedUnexpectedly: of(({ fixedUnexpectedly }) => fixedUnexpectedly === true),
    inconclusive: of(({ verdict }) => verdict === 'inconclusive'),
    skipped: of(({ verdict }) => verdict === 'skipped'),
    notRun: notRunIn(results).length,
  };
}

/** Every exit code that a run has a reason for. */
function* reasons({ run }: Pick<Countable, 'run'>, totals: Totals): Generator<ExitCode> {
  if (run.stopped !== undefined) yield run.stopped.exitCode;
  else if (run.finishedAt === undefined) yield 2;
  if (totals.fail > 0) yield 1;
  if (totals.fixedUnexpectedly > 0 && run.rules?.allowFixed !== true) yield 1;
  if (totals.inconclusive > 0 || totals.notRun > 0) yield 2;
  yield totals.scenarios === totals.skipped ? 3 : 0;
}

/**
 * The totals of a run and its exit code. An early end of the run outweighs what it found, an
 * unexpected failure outweighs what could not be decided or did not run, and a run in which nothing
 * ran is no success. A run without an end is incomplete.
 */
export function summarise(results: Countable): {
  readonly totals: Totals;
  readonly exitCode: ExitCode;
} {
  const totals = totalsOf(results);
  return { totals, exitCode: weightiest(reasons(results, totals)) };
}
