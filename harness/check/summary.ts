import type { History } from '../model/history.ts';
import { ladderWords } from '../model/ladder-words.ts';
import { onlyAfter } from '../model/only-after.ts';
import type { Outcome, ScenarioResult } from '../model/results.ts';
import type { CheckerName } from './checkers/index.ts';
import { courseOf, howTheOtherFared } from './course.ts';
import { leftToDo } from './left-to-do.ts';
import { remedyAttempts, type Recovery } from './recovery.ts';
import type { NamedFinding } from './run-checkers.ts';
import { impact } from './views/impact.ts';
import { nameFromId } from './views/name-from-id.ts';
import { anythingLives } from './views/newest-live.ts';
import { faultsBeside } from './views/next-expiry.ts';
import { BYSTANDER, succeeded } from './views/phases.ts';
import { refreshesWithoutLock } from './views/refreshes-without-lock.ts';
import { rungs } from './views/rungs.ts';
import { capital, list, seconds, spelt, unique } from './views/words.ts';

/** The facts from which a summary is composed. */
export interface SummaryInput {
  readonly history: History;
  readonly verdict: ScenarioResult['verdict'];
  readonly outcome: Outcome;
  readonly recovery: Recovery;
  readonly violations: readonly NamedFinding[];
  /** Why the verdict is inconclusive; undefined when nothing was in the way of a verdict. */
  readonly blocked: string | undefined;
  /** Why the run proves nothing about recovery; undefined when it does. */
  readonly voided: string | undefined;
  /** Findings of the invariants that nobody could look at. */
  readonly unseen: readonly NamedFinding[];
}

/**
 * For outcomes that the course of events does not explain: the checkers whose finding explains
 * them.
 */
const HEADLINES: Readonly<Partial<Record<Outcome, readonly CheckerName[]>>> = {
  leaked: ['no-secret-leaked'],
  crashed: ['processes-stay-alive'],
  'not connected': ['connects'],
  'failed by itself': ['works-when-unhindered'],
  'failed silently': ['failure-is-visible'],
  hung: ['recovery-within-budget'],
  'credential corrupted': ['stored-tokens-are-newest', 'other-fields-unchanged'],
};

/** Name of the client for use in sentences. */
function clientName({ head }: History): string {
  if (head === undefined) return 'the client';
  return head.clientName ?? nameFromId(head.target);
}

/**
 * The sentence for a run in which no remedy worked lastingly: says whether one of them helped until
 * the next expiry. A remedy that could not be carried out counts as tried.
 */
function whatRemediesDid(history: History, tried: readonly string[]): string {
  const helped = unique(
    remedyAttempts(history)
      .filter(({ executions }) => executions.some((execution) => succeeded(history, execution)))
      .map(({ remedy }) => remedy),
  );
  return helped.length > 0
    ? `It works after ${list(helped)}, but only until the next expiry.`
    : `It stayed broken: ${list(tried)} did not bring it back.`;
}

/**
 * How it came to work again without an operator. A fault that the plan had to end first is named:
 * as long as it lasts, waiting is all there is to do.
 */
function whenItWorkedAgain({ history, recovery: { firstSuccess } }: SummaryInput): string {
  const over = new Set(
    history
      .of('fault')
      .filter(({ state, by, n }) => state === 'healed' && by === 'plan' && n < (firstSuccess ?? 0))
      .map(({ id }) => id),
  );
  const ended = unique(
    faultsBeside(history)
      .filter(({ id }) => over.has(id))
      .map(({ fault }) => fault),
  );
  return ended.length === 0
    ? 'It works again by itself'
    : `It works again by itself since ${list(ended)} ${ended.length === 1 ? 'is' : 'are'} over`;
}

/** What the worst damage demands of an operator although the client works again. */
function againstTheWorst({ outcome, violations }: SummaryInput): string | undefined {
  if (outcome === 'leaked')
    return 'Treat them as stolen: connect the account again, revoke the old ones at the provider, and clear the place they were found in.';
  if (outcome !== 'credential corrupted') return undefined;
  // Connecting again brings other tokens, and leaves the other fields as they are.
  return violations.some(({ checker }) => checker === 'stored-tokens-are-newest')
    ? 'It runs for now, but what is stored is not what the provider gave last; connect the account again, and expect the same to happen again until this version is replaced.'
    : 'It runs for now, but the credential is not stored as it was entered; enter these fields again, and expect the same to happen again until this version is replaced.';
}

/**
 * What an operator still has to do, or need not do, although the client works again; undefined when
 * there is nothing to say.
 */
function whatIsOwed(input: SummaryInput): string | undefined {
  const {
    verdict,
    violations,
    recovery: { observed },
  } = input;
  if (observed !== 'unaffected' && observed !== 'automatic') return undefined;
  const worst = againstTheWorst(input);
  const left = leftToDo(violations);
  if (worst !== undefined)
    return left.length === 0 ? worst : `${worst} This is left to do besides: ${left.join('; ')}.`;
  if (verdict !== 'fail') return undefined;
  const runs = observed === 'unaffected' ? 'It runs' : whenItWorkedAgain(input);
  return left.length === 0
    ? `${runs}; there is nothing to repair.`
    : `${runs}, but this is left to do: ${left.join('; ')}.`;
}

function whatToDo(input: SummaryInput): string {
  const {
    history,
    recovery: { observed, remedy, act = remedy },
  } = input;
  const owed = whatIsOwed(input);
  if (owed !== undefined) return owed;
  const tried = unique(
    history
      .of('remedy')
      .filter(({ state }) => state === 'end' || state === 'failed')
      .map((trial) => trial.remedy),
  );
  const probe = history
    .of('stored-credential')
    .findLast(({ credential }) => credential !== BYSTANDER);
  const dead = probe !== undefined && !anythingLives(history, probe);
  switch (observed) {
    case 'unaffected':
      return 'There is nothing to do.';
    case 'automatic':
      return `${whenItWorkedAgain(input)}; there is nothing to do.`;
    case 'after-remedy':
      return [
        act === undefined ? 'It works again after an operator stepped in.' : onlyAfter(act),
        ladderWords(rungs(history) ?? []),
      ]
        .join(' ')
        .trimEnd();
    case 'none':
      if (tried.length > 0) return whatRemediesDid(history, tried);
      return dead
        ? 'The credential is dead until someone connects it again: the provider has no live token left for it.'
        : 'It did not work again for good within this run.';
    case 'unknown':
      return 'Whether it recovers was not seen.';
  }
}

/**
 * A sentence about the process that refreshed a credential without its lock, when there was one: in
 * queue mode this is the cause, and the other findings follow from it.
 */
function whoWentPastTheLock(history: History): string | undefined {
  const [first] = refreshesWithoutLock(history);
  if (first === undefined) return undefined;
  const waited =
    first.waitedMs === undefined
      ? 'did not wait for it'
      : `waited ${seconds(first.waitedMs)} for it`;
  return `${capital(first.holder)} held the lock of the credential; ${first.process} ${waited} and refreshed without it.`;
}

/** The finding that the reader must see because no other sentence of the summary mentions it. */
function headline({ history, outcome, violations }: SummaryInput): string | undefined {
  const wanted = HEADLINES[outcome];
  if (wanted !== undefined) {
    const found = violations.find(({ checker }) => wanted.some((name) => name === checker));
    return found?.checker === 'stored-tokens-are-newest'
      ? `${clientName(history)} did not keep the tokens it was given: ${found.message}`
      : found?.message;
  }
  return outcome === 'invariant violated' || outcome === 'refresh storm'
    ? violations[0]?.message
    : undefined;
}

/**
 * A sentence about the invariants that a pass does not cover; undefined when it covers all.
 */
function whatWasNotLookedAt({ verdict, unseen }: SummaryInput): string | undefined {
  if (verdict !== 'pass' || unseen.length === 0) return undefined;
  const names = list(unseen.map(({ checker }) => checker));
  return `${capital(spelt(unseen.length, 'invariant'))} ${unseen.length === 1 ? 'was' : 'were'} not looked at: ${names}.`;
}

const withoutStop = (text: string): string => text.replace(/\.$/, '');

/** The summary of a run that proves nothing about recovery, but in which something bad happened. */
function ofVoidFailure({ violations, voided }: SummaryInput): string {
  const told = violations.map(({ message }) => message).join(' ');
  return `${told} Nothing else is proven: ${withoutStop(voided ?? '')}.`;
}

/**
 * Composes what happened and what to do, in plain sentences, for an operator whose credentials
 * stopped working. Every sentence follows from this history.
 */
export function summarize(input: SummaryInput): string {
  const { history, verdict, blocked, voided } = input;
  const client = clientName(history);
  if (verdict === 'inconclusive')
    return `Nothing is proven about ${client}: ${withoutStop(blocked ?? 'something could not be decided')}.`;
  if (voided !== undefined) return ofVoidFailure(input);
  return [
    courseOf(history, client, impact(history)),
    howTheOtherFared(history),
    whoWentPastTheLock(history),
    headline(input),
    whatToDo(input),
    whatWasNotLookedAt(input),
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
