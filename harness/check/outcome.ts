import type { History } from '../model/history.ts';
import type { Outcome, ScenarioResult } from '../model/results.ts';
import { RECOVERIES } from '../model/scenario.ts';
import type { CheckerName } from './checkers/index.ts';
import type { Recovery } from './recovery.ts';
import { executionsOf } from './views/phases.ts';
import { silentFailures } from './views/silent-failures.ts';
import { renewals, tokenCalls } from './views/token-calls.ts';

/** The facts from which an outcome is decided. */
export interface OutcomeInput {
  readonly history: History;
  readonly verdict: ScenarioResult['verdict'];
  readonly recovery: Recovery;
  readonly violated: Pick<ReadonlySet<CheckerName>, 'has' | 'size'>;
  /** Why the run proves nothing about recovery; undefined when it does. */
  readonly voided: string | undefined;
}

interface Rule {
  readonly outcome: Outcome;
  readonly when: (input: OutcomeInput) => boolean;
}

const STORM: readonly CheckerName[] = [
  'one-refresh-per-expiry',
  'no-reuse-of-spent-token',
  'no-needless-refresh',
  'retry-after-honoured',
];
const CONNECTS: ReadonlySet<string> = new Set(['reconnect', 'reconnect-in-editor', 'recreate']);
/** Remedies that change nothing. */
const PATIENCE: ReadonlySet<string> = new Set(['wait', 'run-again']);

const isPatience = ({ remedy }: Recovery): boolean => PATIENCE.has(remedy ?? '');
const isWorse = ({ history, recovery: { observed } }: OutcomeInput): boolean =>
  observed !== 'unknown' &&
  RECOVERIES.indexOf(observed) > RECOVERIES.indexOf(history.head?.expect.recovery ?? 'none');
const byRemedy = ({ recovery }: OutcomeInput, connects: boolean): boolean =>
  recovery.observed === 'after-remedy' &&
  !isPatience(recovery) &&
  CONNECTS.has(recovery.remedy ?? '') === connects;

/**
 * True when recovery had a cost: executions that still failed after healing, or token requests that
 * brought no tokens.
 */
function hadCost(history: History): boolean {
  const healed = executionsOf(history, 'healed').some(({ status }) => status !== 'success');
  return healed || renewals(tokenCalls(history)).some(({ toldAccess }) => !toldAccess);
}

/**
 * The rules that choose the outcome; the first one that applies decides. First come the runs that
 * prove nothing and in which nothing bad happened. Then comes the worst damage, whatever else went
 * wrong: leaked secrets, a crash, no consent, hidden failures, hung executions, a corrupted
 * credential. Then comes what
 * the operator has to do, and last what failed only on the way.
 */
export const OUTCOME_RULES: readonly Rule[] = [
  {
    outcome: 'harness error',
    when: ({ history, verdict }) =>
      verdict === 'inconclusive' && history.of('harness-error').length > 0,
  },
  { outcome: 'inconclusive', when: ({ verdict }) => verdict === 'inconclusive' },
  { outcome: 'leaked', when: ({ violated }) => violated.has('no-secret-leaked') },
  { outcome: 'crashed', when: ({ violated }) => violated.has('processes-stay-alive') },
  { outcome: 'not connected', when: ({ violated }) => violated.has('connects') },
  {
    outcome: 'failed silently',
    when: ({ history, violated }) =>
      violated.has('failure-is-visible') && silentFailures(history).length > 0,
  },
  {
    outcome: 'hung',
    when: ({ history, violated }) =>
      violated.has('recovery-within-budget') &&
      history.executions().some(({ status }) => status === 'hung'),
  },
  { outcome: 'failed by itself', when: ({ violated }) => violated.has('works-when-unhindered') },
  {
    outcome: 'credential corrupted',
    when: ({ violated }) =>
      violated.has('stored-tokens-are-newest') || violated.has('other-fields-unchanged'),
  },
  {
    outcome: 'reconnect needed (avoidable)',
    when: (input) => isWorse(input) && byRemedy(input, true),
  },
  {
    outcome: 'operator action needed (avoidable)',
    when: (input) => isWorse(input) && byRemedy(input, false),
  },
  {
    outcome: 'dead',
    when: ({ recovery, history, voided }) =>
      recovery.observed === 'none' ||
      (voided === undefined &&
        recovery.observed === 'unknown' &&
        history.head?.expect.recovery === 'none'),
  },
  { outcome: 'refresh storm', when: ({ violated }) => STORM.some((name) => violated.has(name)) },
  { outcome: 'invariant violated', when: ({ violated }) => violated.size > 0 },
  { outcome: 'reconnect needed (as it must be)', when: (input) => byRemedy(input, true) },
  { outcome: 'operator action needed (as it must be)', when: (input) => byRemedy(input, false) },
  {
    outcome: 'recovered with cost',
    when: ({ history, recovery }) => isPatience(recovery) || hadCost(history),
  },
  { outcome: 'recovered', when: ({ recovery }) => recovery.observed === 'automatic' },
  { outcome: 'unaffected', when: ({ recovery }) => recovery.observed === 'unaffected' },
];

/** The outcome of a run, by the first of the {@link OUTCOME_RULES} that applies. */
export const decideOutcome = (input: OutcomeInput): Outcome =>
  OUTCOME_RULES.find(({ when }) => when(input))?.outcome ?? 'inconclusive';
