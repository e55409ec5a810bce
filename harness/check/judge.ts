import type { Checker } from '../model/checker.ts';
import type { EventOf } from '../model/event.ts';
import type { History } from '../model/history.ts';
import type { LoadResult } from '../model/load.ts';
import type { ScenarioResult } from '../model/results.ts';
import { checkers } from './checkers/index.ts';
import { loadOf } from './load/load-of.ts';
import { summarizeLoad } from './load/load-summary.ts';
import { checkersFor } from './load/under-load.ts';
import { whyLoadVoid } from './load/why-load-void.ts';
import { ofThisVersion } from './of-this-version.ts';
import { decideOutcome } from './outcome.ts';
import { observeRecovery, type Recovery } from './recovery.ts';
import { isAbout, runCheckers, type NamedFinding } from './run-checkers.ts';
import { summarize } from './summary.ts';
import { counts } from './views/counts.ts';
import { phaseOf } from './views/phases.ts';
import { rungs } from './views/rungs.ts';
import { metFaults } from './views/was-met.ts';
import { whyVoid } from './why-void.ts';
import { witnessedOf } from './witnesses/witnessed-of.ts';

/** The fields of a scenario's result that follow from its history. */
export type Judgement = Pick<
  ScenarioResult,
  | 'verdict'
  | 'outcome'
  | 'recovery'
  | 'findings'
  | 'faults'
  | 'versions'
  | 'executions'
  | 'counts'
  | 'summary'
  | 'witnessed'
  | 'load'
>;

export interface JudgeOptions {
  /**
   * True when a run may not pass while an invariant was not looked at: such a finding then counts
   * as unknown.
   */
  readonly strict?: boolean;
  /** Checkers of the user's own, which are asked after those that come with us. */
  readonly ownCheckers?: readonly Checker[] | undefined;
}

/** Why the verdict is inconclusive; undefined for every other verdict. */
function whyInconclusive(
  findings: readonly NamedFinding[],
  voided: string | undefined,
  strict: boolean,
): string | undefined {
  const open = findings.find(({ verdict }) => verdict === 'unknown');
  const unseen = findings.find(({ verdict }) => verdict === 'not-looked-at');
  return voided ?? open?.message ?? (strict ? unseen?.message : undefined);
}

/** Decides the verdict; see {@link judge} for the order of the rules. */
function verdictOf(
  findings: readonly NamedFinding[],
  inconclusive: string | undefined,
): Judgement['verdict'] {
  // A recovery finding that a void run does not prove is no violation any more at this point.
  if (findings.some(({ verdict }) => verdict === 'violated')) return 'fail';
  return inconclusive === undefined ? 'pass' : 'inconclusive';
}

/**
 * The findings as they count: in a run that proves nothing about recovery, a violation of a
 * recovery invariant becomes unknown. A violation of a safety invariant happened, whatever else
 * went wrong.
 */
const asTheyCount = (
  findings: readonly NamedFinding[],
  voided: string | undefined,
  all: readonly Checker[],
): readonly NamedFinding[] =>
  voided === undefined
    ? findings
    : findings.map((finding) =>
        finding.verdict === 'violated' && isAbout(finding.checker, 'recovery', all)
          ? {
              ...finding,
              verdict: 'unknown',
              message: `Voided, because ${voided}: ${finding.message}`,
            }
          : finding,
      );

/** The recovery of a run that proves nothing about it. */
const UNSEEN: Recovery = { observed: 'unknown', evidence: [] };

function recoveryResult(
  history: History,
  { observed, remedy, act, afterMs }: Recovery,
): Judgement['recovery'] {
  const tried = observed === 'unknown' ? undefined : rungs(history);
  return {
    expected: history.head?.expect.recovery ?? 'none',
    observed,
    ...(remedy === undefined ? {} : { remedy }),
    ...(act === undefined ? {} : { act }),
    ...(afterMs === undefined ? {} : { afterMs }),
    ...(tried === undefined ? {} : { rungs: [...tried] }),
  };
}

/** The versions that ran, when they were exchanged. */
function versionsResult(history: History): Pick<Judgement, 'versions'> {
  const [first, ...more] = history.of('version');
  return first === undefined
    ? {}
    : { versions: [first.from, first.to, ...more.map(({ to }) => to)] };
}

function witnessedResult(history: History): Pick<Judgement, 'witnessed'> {
  const witnessed = witnessedOf(history);
  return witnessed === undefined ? {} : { witnessed };
}

const executionResult = (
  history: History,
  execution: EventOf<'execution'>,
): Judgement['executions'][number] => ({
  phase: phaseOf(history, execution),
  status: execution.status,
  durationMs: execution.durationMs,
  ...(execution.error === undefined ? {} : { error: execution.error.message }),
});

/** Under load not every call is an event, but all are counted. */
const loadCounts = ({
  buckets,
}: LoadResult): Pick<Judgement['counts'], 'apiAccepted' | 'apiRefused'> => ({
  apiAccepted: buckets.reduce((sum, { accepted }) => sum + accepted, 0),
  apiRefused: buckets.reduce((sum, { refused }) => sum + refused, 0),
});

/**
 * Judges a scenario run from its history alone. The first rule that applies decides:
 *
 * 1. A violated safety invariant makes it fail, whatever else happened.
 * 2. A run that proves nothing about recovery (harness error, cut off, not steady, no fault met) is
 *    inconclusive.
 * 3. A violated recovery invariant makes it fail.
 * 4. An unknown finding makes it inconclusive; with `strict` also one that nobody could look at.
 * 5. Otherwise it passes.
 *
 * Never throws for a history that it can read.
 */
export function judge(
  history: History,
  { strict = false, ownCheckers = [] }: JudgeOptions = {},
): Judgement {
  const load = loadOf(history);
  const all = checkersFor(history, load, [...checkers, ...ownCheckers]);
  const voided = whyVoid(history) ?? whyLoadVoid(history, load);
  const findings = asTheyCount(ofThisVersion(history, runCheckers(all, history)), voided, all);
  const inconclusive = whyInconclusive(findings, voided, strict);
  const verdict = verdictOf(findings, inconclusive);
  const recovery = voided === undefined ? observeRecovery(history) : UNSEEN;
  const violations = findings.filter((finding) => finding.verdict === 'violated');
  const violated = new Set<string>(violations.map(({ checker }) => checker));
  const outcome = decideOutcome({ history, verdict, recovery, violated, voided });
  return {
    verdict,
    outcome,
    recovery: recoveryResult(history, recovery),
    findings: findings.map((finding) => ({ ...finding, evidence: [...finding.evidence] })),
    faults: [...metFaults(history)],
    ...versionsResult(history),
    executions: history.executions().map((execution) => executionResult(history, execution)),
    counts: { ...counts(history), ...(load === undefined ? {} : loadCounts(load)) },
    ...witnessedResult(history),
    ...(load === undefined ? {} : { load }),
    summary:
      load === undefined
        ? summarize({
            history,
            verdict,
            recovery,
            outcome,
            voided,
            blocked: inconclusive,
            violations,
            unseen: findings.filter((finding) => finding.verdict === 'not-looked-at'),
          })
        : summarizeLoad(load, { verdict, blocked: inconclusive, violations }),
  };
}
