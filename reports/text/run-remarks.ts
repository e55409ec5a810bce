import { notRunIn, whyUnfinished } from '../../harness/model/not-run.ts';
import type { PlannedRun, Results, ScenarioResult } from '../../harness/model/results.ts';
import { notLookedAtRemark } from './not-looked-at.ts';

const label = ({ name, attempt }: PlannedRun): string =>
  attempt > 1 ? `${name} #${attempt}` : name;

function notRunRemarks(results: Results): string[] {
  const missing = notRunIn(results);
  if (missing.length === 0) return [];
  return [...Map.groupBy(missing, ({ target }) => target)].map(
    ([target, runs]) =>
      `Not run on ${target}: ${runs.length} of ${(results.planned ?? []).filter((run) => run.target === target).length} (${runs.map(label).join(', ')}).`,
  );
}

const ran = ({ verdict }: ScenarioResult): boolean => verdict !== 'skipped';

/** What the target could not do, and in how many scenarios. */
function skippedRemark({ scenarios }: Results): string[] {
  const skipped = scenarios.filter((result) => !ran(result));
  if (skipped.length === 0) return [];
  const reasons = [...Map.groupBy(skipped, ({ summary }) => summary)].map(
    ([summary, all]) => `${all.length}× ${summary.replace(/^Skipped: /, '').replace(/\.$/, '')}`,
  );
  const rest = scenarios.length - skipped.length;
  return [
    `${rest === 0 ? 'Nothing' : `Only ${rest}`} of ${scenarios.length} ran, ${skipped.length} ${skipped.length === 1 ? 'was' : 'were'} skipped: ${reasons.join('; ')}.`,
  ];
}

/** What a reader must know beside the totals, one sentence each: what is missing, and why. */
export function runRemarks(results: Results): string[] {
  const why = whyUnfinished(results);
  const blind = notLookedAtRemark(results.scenarios, results.run.rules?.strict === true);
  return [
    ...(why === undefined ? [] : [`${why} What had ended by then is told here.`]),
    ...notRunRemarks(results),
    ...skippedRemark(results),
    ...(blind === undefined ? [] : [blind]),
  ];
}
