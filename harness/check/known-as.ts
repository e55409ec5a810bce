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

/** Compares a failure with one that is known. */
export function differences(seen: SeenFailure, result: ScenarioResult): Differences {
  const now = violations(result);
  const patterns = new Map(Object.entries({ ...seen.sometimes, ...seen.violates }));
  const more = [...now.keys()].filter((checker) => !patterns.has(checker));
  const otherText = [...now].filter(([checker, message]) => {
    const pattern = patterns.get(checker);
    return pattern !== undefined && !compilePattern(pattern).test(message);
  });
  return {
    gone: goneFrom(Object.keys(seen.violates), result),
    others: [
      ...(all(seen.outcome).includes(result.outcome) ? [] : [`the outcome is ${result.outcome}`]),
      ...recoveryDifference(seen, result.recovery),
      ...(more.length === 0 ? [] : [`${list(more)} is violated, too`]),
      ...otherText.map(([checker, message]) => `${checker} says "${message}"`),
    ],
  };
}

/** True when a failure looks in every point as it is known. */
export const isSame = ({ gone, others }: Differences): boolean => gone.length + others.length === 0;

const knownAs = ({ outcome, violates }: SeenFailure): string =>
  `${all(outcome).join(' or ')} (${Object.keys(violates).join(', ')})`;

/**
 * How a failure differs from the one it comes nearest to among those that are known, in one line.
 */
export function howItDiffers(seen: readonly SeenFailure[], result: ScenarioResult): string {
  const [nearest] = seen
    .map((one) => ({ one, ...differences(one, result) }))
    .toSorted((a, b) => a.gone.length + a.others.length - (b.gone.length + b.others.length));
  if (nearest === undefined) return 'not known';
  const { one, gone, others } = nearest;
  const now = [...(gone.length === 0 ? [] : [`${list(gone)} holds`]), ...others];
  const partly = gone.length > 0 && others.length === 0 ? ' (partly fixed)' : '';
  return `known as ${knownAs(one)}, but now ${list(now)}${partly}`;
}
