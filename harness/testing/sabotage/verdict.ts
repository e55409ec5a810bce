import type { SuiteResults } from './suite-results.ts';

type ScenarioResult = SuiteResults['scenarios'][number];

/**
 * What the suite said of an edited n8n. `caught`: a scenario failed that nobody expected to fail.
 * `noticed`: something else differs from the n8n without the edit, for example a run became
 * inconclusive. `missed`: everything is as without the edit. `not run`: nothing can be said.
 */
export type EditVerdict = 'caught' | 'noticed' | 'missed' | 'not run';

export interface Judged {
  readonly verdict: EditVerdict;
  /** What shows it, one line a scenario. */
  readonly evidence: readonly string[];
}

/** Compares the results on an edited n8n with those on the same n8n without the edit. */
export function judgeEdit(unedited: SuiteResults, withEdit: SuiteResults): Judged {
  const before = new Map(unedited.scenarios.map((result) => [result.name, result]));
  const pairs = withEdit.scenarios.flatMap((after) => {
    const was = before.get(after.name);
    return was === undefined ? [] : [{ was, after }];
  });
  if (pairs.length === 0)
    return { verdict: 'not run', evidence: ['no scenario ran both with and without the edit'] };
  const failed = pairs.filter(({ was, after }) => unexpected(after) && !sameFailure(was, after));
  if (failed.length > 0)
    return { verdict: 'caught', evidence: failed.map(({ after }) => describe(after)) };
  const changed = pairs.filter(({ was, after }) => describe(was) !== describe(after));
  if (changed.length > 0)
    return {
      verdict: 'noticed',
      evidence: changed.map(({ was, after }) => `${describe(after)}; without it ${verdictOf(was)}`),
    };
  return { verdict: 'missed', evidence: [`${pairs.length} scenarios as without the edit`] };
}

const unexpected = ({ verdict, known }: ScenarioResult): boolean =>
  verdict === 'fail' && known === undefined;

const violatedBy = ({ findings }: ScenarioResult): readonly string[] =>
  findings.filter(({ verdict }) => verdict === 'violated').map(({ checker }) => checker);

/** True if the scenario fails without the edit already, and in no other way. */
const sameFailure = (was: ScenarioResult, after: ScenarioResult): boolean =>
  unexpected(was) && violatedBy(after).every((checker) => violatedBy(was).includes(checker));

const verdictOf = ({ verdict, known }: ScenarioResult): string =>
  known === undefined ? verdict : `known ${verdict}`;

function describe(result: ScenarioResult): string {
  const violated = violatedBy(result);
  return [
    `${result.name}: ${verdictOf(result)}`,
    ...(violated.length > 0 ? [`by ${violated.join(', ')}`] : []),
  ].join(' ');
}
