import { notRunIn, whyUnfinished } from '../../harness/model/not-run.ts';
import type { PlannedRun, Results, ScenarioResult } from '../../harness/model/results.ts';
import { decidedNothingRemark } from './decided-nothing.ts';
import { notLookedAtRemark } from './not-looked-at.ts';

const label = ({ name, attempt }: PlannedRun): string =>
  attempt > 1 ? `${name} #${attempt}` : name;

/** So many names tell where it stopped. All of them stand in the list, and in results.json. */
const NAMED = 8;

/** How many did not run, and which. Nothing to name where none of several did. */
function howMany(missing: readonly PlannedRun[], planned: number): string {
  if (missing.length === planned)
    return planned === 1 ? missing.map(label).join('') : `all ${planned}`;
  const rest = missing.length - NAMED;
  const names = missing.slice(0, NAMED).map(label).join(', ');
  return `${missing.length} of ${planned} (${names}${rest > 0 ? ` and ${rest} more` : ''})`;
}

function notRunRemarks(results: Results): string[] {
  const missing = notRunIn(results);
  if (missing.length === 0) return [];
  return [...Map.groupBy(missing, ({ target }) => target)].map(([target, runs]) => {
    const planned = (results.planned ?? []).filter((run) => run.target === target).length;
    return `Not run on ${target}: ${howMany(runs, planned)}.`;
  });
}

const ran = ({ verdict }: ScenarioResult): boolean => verdict !== 'skipped';

/** What the target could not do, and how often that mattered where there was a choice. */
const why = (skipped: readonly ScenarioResult[]): string =>
  [...Map.groupBy(skipped, ({ summary }) => summary)]
    .map(([summary, all]) => {
      const reason = summary.replace(/^Skipped: /, '').replace(/\.$/, '');
      return skipped.length === 1 ? reason : `${all.length}× ${reason}`;
    })
    .join('; ');

/** What the target could not do, and in how many scenarios. */
function skippedRemark({ scenarios }: Results): string[] {
  const skipped = scenarios.filter((result) => !ran(result));
  if (skipped.length === 0) return [];
  const rest = scenarios.length - skipped.length;
  if (scenarios.length === 1) return [`The only scenario was skipped: ${why(skipped)}.`];
  return [
    `${rest === 0 ? 'Nothing' : `Only ${rest}`} of ${scenarios.length} ran, ${skipped.length} ${skipped.length === 1 ? 'was' : 'were'} skipped: ${why(skipped)}.`,
  ];
}

/** Why a run ended early, and what did not run, one sentence each. Empty for a whole run. */
export function unfinishedRemarks(results: Results): string[] {
  const why = whyUnfinished(results);
  const told =
    results.run.stopped?.by === 'merge'
      ? 'What was found all the same is told here.'
      : results.scenarios.length === 0
        ? 'No scenario had ended by then.'
        : 'What had ended by then is told here.';
  return [...(why === undefined ? [] : [`${why} ${told}`]), ...notRunRemarks(results)];
}

/**
 * What the results do not cover, one sentence each: what was skipped or not looked at, and why,
 * and what no result had anything to decide about.
 */
export function coverageRemarks(results: Results): string[] {
  const blind = notLookedAtRemark(results.scenarios, results.run.rules?.strict === true);
  const idle = decidedNothingRemark(results.scenarios);
  return [...skippedRemark(results), blind ?? [], idle ?? []].flat();
}

/** What a reader must know beside the totals, one sentence each: what is missing, and why. */
export const runRemarks = (results: Results): string[] => [
  ...unfinishedRemarks(results),
  ...coverageRemarks(results),
];
