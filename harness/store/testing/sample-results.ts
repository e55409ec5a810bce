import type { PlannedRun, ScenarioResult, TargetResult } from '../../model/results.ts';
import type { TargetInfo } from '../../model/target.ts';

/** A finished scenario for tests; the test gives only the fields it is about. */
export function sampleResult(part: Partial<ScenarioResult> = {}): ScenarioResult {
  return {
    name: 'rotation/concurrent-refresh',
    title: 'Ten executions meet one expired token',
    target: '2.41.1',
    attempt: 1,
    verdict: 'pass',
    outcome: 'recovered',
    summary: 'It recovered.',
    recovery: { expected: 'automatic', observed: 'automatic' },
    findings: [],
    executions: [],
    counts: { refreshes: 1, tokenRequests: 2, apiAccepted: 3, apiRefused: 1 },
    durationMs: 1200,
    ...part,
  };
}

type SampleTarget = TargetInfo & Pick<TargetResult, 'baseline'>;

/** A target's facts for tests. */
export const sampleTarget = (part: Partial<SampleTarget> = {}): SampleTarget => ({
  id: '2.41.1',
  n8n: '2.41.1',
  topology: 'single',
  clientName: 'n8n 2.41.1',
  driver: 'embedded',
  node: '24.0.0',
  overrides: {},
  ...part,
});

/** A planned run of the sample scenario on the sample target. */
export const samplePlanned = (part: Partial<PlannedRun> = {}): PlannedRun => ({
  target: '2.41.1',
  name: 'rotation/concurrent-refresh',
  title: 'Ten executions meet one expired token',
  attempt: 1,
  ...part,
});
