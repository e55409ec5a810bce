import { globMatcher } from '../../cli/arguments/glob.ts';
import type { Edit } from './edit.ts';
import type { SabotageOptions } from './options.ts';

/**
 * Names of the scenarios that an edit is tried on: the whole suite, what `--scenarios` leaves of
 * it, and with `--narrow` what lies near the edit. When nothing lies near it, nothing is left out.
 */
export function chooseScenarios(
  names: readonly string[],
  { near }: Edit,
  { scenarios, narrow }: Pick<SabotageOptions, 'scenarios' | 'narrow'>,
): readonly string[] {
  const left = scenarios.length === 0 ? names : matching(names, scenarios);
  if (!narrow) return left;
  const close = matching(left, near);
  return close.length === 0 ? left : close;
}

function matching(names: readonly string[], patterns: readonly string[]): readonly string[] {
  const matchers = patterns.map(globMatcher);
  return names.filter((name) => matchers.some((matches) => matches(name)));
}
