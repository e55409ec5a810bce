import { compilePattern } from '../model/baseline-pattern.ts';
import type { SeenFailure } from '../model/baseline.ts';
import type { Finding } from '../model/finding.ts';
import type { ScenarioResult } from '../model/results.ts';
import { list } from './views/words.ts';

const all = <T>(value: T | readonly T[]): readonly T[] =>
  Array.isArray(value) ? (value as readonly T[]) : [value as T];

/** In which points a failure looks other than it is known. Empty when it looks the same. */
export interface Differences {
  /** Checkers that are known to be violated and are not any more. */
  readonly gone: readonly string[];
  readonly others: readonly string[];
  /** Checkers that could decide nothing, and are not known for that. */
  readonly undecided: readonly string[];
}

const violations = ({ findings }: ScenarioResult): ReadonlyMap<string, string> =>
  new Map(
    findings
      .filter(({ verdict }) => verdict === 'violated')
      .map(({ checker, message }) => [checker, message]),
  );

function recoveryDifference(
  { recovery, remedy }: SeenFailure,
  { observed, remedy: worked }: ScenarioResult['recovery'],
): string[] {
  if (!all(recovery).includes(observed)) return [`recovery is ${observed}`];
  return observed === 'after-remedy' && worked !== remedy
    ? [`the remedy that works is ${worked ?? 'unknown'}`]
    : [];
}

/**
 * Which of the checkers are violated no longer. One that could not decide this time says nothing
 * against the others; when none of them is violated, all are gone.
 */
function goneFrom(checkers: readonly string[], { findings }: ScenarioResult): readonly string[] {
  const saying = (verdict: Finding['verdict']): ReadonlySet<string> =>
    new Set(findings.filter((one) => one.verdict === verdict).map(({ checker }) => checker));
  const [now, undecided] = [saying('violated'), saying('unknown')];
  const gone = checkers.filter((checker) => !now.has(checker));
  return gone.length === checkers.length ? gone : gone.filter((one) => !undecided.has(one));
}

/**
 * The checkers that did not decide; with `strict` also those that nobody could look at. Nothing has
 * run with a credential that could not be connected: that outcome says it for all of them.
 */
export const undecidedIn = (
  { findings, outcome }: ScenarioResult,
  strict = false,
): ScenarioResult['findings'] =>
  outcome === 'not connected'
    ? []
    : findings.filter(
        ({ verdict }) => verdict === 'unknown' || (strict && verdict === 'not-looked-at'),
      );

/** Compares a failure with one that is known. */
export function differences(
  seen: SeenFailure,
  result: ScenarioResult,
  strict = false,
): Differences {
  const now = violations(result);
  const patterns = new Map(Object.entries({ ...seen.sometimes, ...seen.violates }));
  const more = [...now.keys()].filter((checker) => !patterns.has(checker));
  const otherText = [...now].filter(([checker, message]) => {
    const pattern = patterns.get(checker);
    return pattern !== undefined && !compilePattern(pattern).test(message);
  });
  return {
    undecided: undecidedIn(result, strict)
      .map(({ checker }) => checker)
      .filter((checker) => !patterns.has(checker) && seen.undecided?.includes(checker) !== true),
    gone: goneFrom(Object.keys(seen.violates), result),
    others: [
      ...(all(seen.outcome).includes(result.outcome) ? [] : [`the outcome is ${result.outcome}`]),
      ...recoveryDifference(seen, result.recovery),
      ...(more.length === 0 ? [] : [`${list(more)} is violated, too`]),
      ...otherText.map(([checker, message]) => `${checker} says "${message}"`),
    ],
  };
}

/** True when a failure looks as it is known in all that could be decided. */
export const isAlike = ({ gone, others }: Differences): boolean =>
  gone.length + others.length === 0;

/** True when a failure looks in every point as it is known. */
export const isSame = (found: Differences): boolean =>
  isAlike(found) && found.undecided.length === 0;

const knownAs = ({ outcome, violates }: SeenFailure): string =>
  `${all(outcome).join(' or ')} (${Object.keys(violates).join(', ')})`;

const weightOf = ({ gone, others, undecided }: Differences): number =>
  (gone.length + others.length) * 100 + undecided.length;

/**
 * How a failure differs from the one it comes nearest to among those that are known, in one line.
 */
export function howItDiffers(
  seen: readonly SeenFailure[],
  result: ScenarioResult,
  strict = false,
): string {
  const [nearest] = seen
    .map((one) => ({ one, ...differences(one, result, strict) }))
    .toSorted((a, b) => weightOf(a) - weightOf(b));
  if (nearest === undefined) return 'not known';
  const { one, gone, others, undecided } = nearest;
  const now = [
    ...(gone.length === 0 ? [] : [`${list(gone)} holds`]),
    ...others,
    ...(undecided.length === 0 ? [] : [`${list(undecided)} could not be decided`]),
  ];
  const partly = gone.length > 0 && others.length === 0 ? ' (partly fixed)' : '';
  return `known as ${knownAs(one)}, but now ${list(now)}${partly}`;
}
