import { globMatcher } from '../../model/glob.ts';
import type { Edit } from './edit.ts';
import type { SabotageOptions } from './options.ts';

/** The scenarios that an edit is tried on. */
export interface Chosen {
  /** What lies near the edit. */
  readonly first: readonly string[];
  /** What runs only when none of the first has caught it. */
  readonly rest: readonly string[];
}

/**
 * Names of the scenarios that an edit is tried on: the whole suite, or what `--scenarios` leaves of
 * it, beginning with what lies near the edit; with `--narrow` nothing else. When nothing lies near
 * it, everything comes first.
 */
export function chooseScenarios(
  names: readonly string[],
  { near }: Edit,
  { scenarios, narrow }: Pick<SabotageOptions, 'scenarios' | 'narrow'>,
): Chosen {
  const left = scenarios.length === 0 ? names : matching(names, scenarios);
  const close = matching(left, near);
  if (close.length === 0) return { first: left, rest: [] };
  return { first: close, rest: narrow ? [] : left.filter((name) => !close.includes(name)) };
}

function matching(names: readonly string[], patterns: readonly string[]): readonly string[] {
  const matchers = patterns.map(globMatcher);
  return names.filter((name) => matchers.some((matches) => matches(name)));
}
