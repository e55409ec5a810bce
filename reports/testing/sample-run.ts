import type { HistoryEvent } from '../../harness/model/event.ts';
import type { Results, ScenarioResult, Stopped } from '../../harness/model/results.ts';
import { standingOf } from '../text/standing.ts';
import { sampleAdvice } from './sample-advice.ts';
import { sampleCoverage } from './sample-coverage.ts';
import {
  controlHistory,
  cutOffHistory,
  revokedHistory,
  throttledHistory,
} from './sample-histories.ts';
import { historyPath, sampleResult, type SampleVerdict } from './sample-result.ts';
import { sampleScenarios as scenarios } from './sample-scenarios.ts';
import { singleFlightHistory, stormHistory } from './sample-storm.ts';
import * as verdicts from './sample-verdicts.ts';

/** A small, realistic run that was written by hand. It contains every verdict. */
export interface SampleRun {
  readonly results: Results;
  /** The histories, by the path in the result. */
  readonly histories: ReadonlyMap<string, readonly HistoryEvent[]>;
  /** The pictures, by the path in the result; missing in a run without any. */
  readonly screenshots?: ReadonlyMap<string, Uint8Array>;
  /** What is known of error texts, as a reporter gets it. */
  readonly symptoms?: string;
}

type Cell = readonly [
  keyof typeof scenarios,
  (target: string) => readonly HistoryEvent[],
  (events: readonly HistoryEvent[]) => SampleVerdict,
];

const none = (): readonly HistoryEvent[] => [];
const [OLD, NEW] = ['1.123.81', '2.41.1'];

const CELLS: Readonly<Record<string, readonly Cell[]>> = {
  [OLD]: [
    ['control', controlHistory, verdicts.controlPass],
    ['storm', stormHistory, verdicts.stormFail],
    ['revoked', revokedHistory, verdicts.revokedPass],
    ['throttled', throttledHistory, verdicts.throttledKnown],
    ['lost', cutOffHistory, verdicts.cutOff],
    ['clock', none, verdicts.skipped],
  ],
  [NEW]: [
    ['control', controlHistory, verdicts.controlPass],
    ['storm', singleFlightHistory, verdicts.stormPass],
    ['revoked', revokedHistory, verdicts.revokedPass],
    ['throttled', throttledHistory, verdicts.throttledKnown],
    ['lost', controlHistory, verdicts.notMet],
    ['clock', controlHistory, verdicts.clockFixed],
  ],
};

/** The totals, counted as the harness counts them. */
function totalsOf(results: readonly ScenarioResult[]): Results['totals'] {
  const count = (verdict: ScenarioResult['verdict']): number =>
    results.filter((result) => result.verdict === verdict).length;
  const knownFail = results.filter((result) => standingOf(result) === 'known').length;
  return {
    scenarios: results.length,
    pass: count('pass'),
    fail: count('fail') - knownFail,
    knownFail,
    fixedUnexpectedly: results.filter((result) => result.fixedUnexpectedly === true).length,
    inconclusive: count('inconclusive'),
    skipped: count('skipped'),
    notRun: 0,
  };
}

/**
 * Two targets, six scenarios: a control pass, a refresh storm, an after-remedy pass, a known
 * failure, inconclusive and skipped ones.
 */
export function sampleRun(): SampleRun {
  const histories = new Map<string, readonly HistoryEvent[]>();
  const results = Object.entries(CELLS).flatMap(([target, cells]) =>
    cells.map(([name, write, judge]) => {
      const scenario = scenarios[name];
      const events = write(target);
      if (events.length > 0) histories.set(historyPath(scenario.name, target), events);
      return sampleResult(scenario, target, events, judge(events));
    }),
  );
  return {
    histories,
    results: {
      schemaVersion: 2,
      run: {
        id: '2026-01-15T09-00-00-sample',
        seed: 42,
        startedAt: '2026-01-15T09:00:00.000Z',
        finishedAt: '2026-01-15T09:01:12.400Z',
        harness: '0.1.0',
      },
      targets: [
        {
          id: OLD,
          n8n: OLD,
          topology: 'single',
          driver: 'embedded',
          node: '24.21.0',
          overrides: { xlsx: '0.18.5' },
          baseline: OLD,
        },
        {
          id: NEW,
          n8n: NEW,
          topology: 'single',
          driver: 'embedded',
          node: '24.21.0',
          overrides: {},
          baseline: NEW,
        },
      ],
      coverage: sampleCoverage,
      advice: sampleAdvice,
      scenarios: results,
      totals: totalsOf(results),
      timing: {
        installMs: 0,
        bootMs: 14_200,
        busyMs: 9_800,
        waitingMs: 42_100,
        harnessMs: 6_300,
        wallMs: 72_400,
      },
      exitCode: 1,
    },
  };
}

/** The sample run with one more scenario planned on both targets, which it ended before. */
export function unfinishedRun(by: Stopped['by']): Results {
  const { results } = sampleRun();
  const missing = results.targets.map(({ id }, index) => ({
    target: id,
    name: 'queue/never-run',
    title: 'It never ran',
    attempt: index + 1,
  }));
  const done = results.scenarios.map(({ target, name, title, attempt }) => ({
    target,
    name,
    title,
    attempt,
  }));
  return {
    ...results,
    run: { ...results.run, stopped: { by, message: 'The run was interrupted.', exitCode: 130 } },
    planned: [...done, ...missing],
    totals: { ...results.totals, notRun: missing.length },
    exitCode: 130,
  };
}
