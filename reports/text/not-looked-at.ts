import type { FindingResult, ScenarioResult } from '../../harness/model/results.ts';

const missed = ({ findings }: Pick<ScenarioResult, 'findings'>): readonly FindingResult[] =>
  findings.filter(({ verdict }) => verdict === 'not-looked-at');

/** How many invariants nobody could look at, and which; undefined when there are none. */
export function notLookedAtText(result: Pick<ScenarioResult, 'findings'>): string | undefined {
  const all = missed(result);
  return all.length === 0
    ? undefined
    : `${all.length} invariant${all.length === 1 ? '' : 's'} not looked at (${all.map(({ checker }) => checker).join(', ')})`;
}

/** The same with the reasons, for a whole run: in how many results, and why. */
export function notLookedAtRemark(
  scenarios: readonly ScenarioResult[],
  isStrict: boolean,
): string | undefined {
  const all = scenarios.flatMap(missed);
  if (all.length === 0) return undefined;
  const reasons = [...Map.groupBy(all, ({ message }) => message.replace(/\.$/, ''))].map(
    ([reason, same]) =>
      `${reason} (${[...Map.groupBy(same, ({ checker }) => checker)]
        .map(([checker, { length }]) => `${checker} ${length}×`)
        .join(', ')})`,
  );
  const touched = scenarios.filter((result) => missed(result).length > 0).length;
  const where =
    scenarios.length === 1 ? 'In the only result' : `In ${touched} of ${scenarios.length} results`;
  return `${where} some invariants were not looked at${isStrict ? ', so that they prove nothing (--strict)' : '; --strict makes them inconclusive'}. ${reasons.join('; ')}.`;
}
