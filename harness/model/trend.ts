import type { ScenarioResult } from './results.ts';

/** What became of one attempt: its verdict, and whether the baseline lists the failure. */
export type TrendVerdict = 'pass' | 'known' | 'fail' | 'inconclusive';

/** One scenario on one target in one run; more than one attempt with `--repeat`. */
export interface TrendPoint {
  readonly run: string;
  /** When the run began, as an ISO date and time. */
  readonly at: string;
  readonly harness: string;
  readonly verdicts: readonly TrendVerdict[];
  /** Milliseconds of each attempt, in the same order. */
  readonly durationsMs: readonly number[];
}

/**
 * `steady`: always the same verdict. `changed`: it became another one at some run and stayed so.
 * `flaky`: it was not the same in all attempts of a run, or it came back after it had changed.
 */
export type TrendKind = 'flaky' | 'changed' | 'steady';

/** What became of one scenario on one target from run to run, oldest first. */
export interface TrendRow {
  readonly scenario: string;
  readonly target: string;
  readonly kind: TrendKind;
  readonly points: readonly TrendPoint[];
  /** Attempts in all runs. */
  readonly attempts: number;
  /** Attempts with the verdict that most of them had. */
  readonly agreeing: number;
  readonly medianMs: number;
  readonly slowestMs: number;
}

export interface Trend {
  readonly runs: readonly {
    readonly id: string;
    readonly at: string;
    readonly harness: string;
  }[];
  /** The flaky ones first, then the changed ones; each kind by name. */
  readonly rows: readonly TrendRow[];
}

/** The verdict of an attempt; undefined of one that was skipped, which tells nothing. */
export function trendVerdict(
  result: Pick<ScenarioResult, 'verdict' | 'known'>,
): TrendVerdict | undefined {
  if (result.verdict === 'skipped') return undefined;
  return result.verdict === 'fail' && result.known !== undefined ? 'known' : result.verdict;
}
