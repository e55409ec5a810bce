import { posix, relative, resolve, sep } from 'node:path';
import { notRunIn, whyUnfinished } from '../../harness/model/not-run.ts';
import type { ReportContext } from '../../harness/model/reporter.ts';
import type { PlannedRun, Results, ScenarioResult } from '../../harness/model/results.ts';
import { summaryBesideAct } from '../text/recovery-text.ts';
import { reproducer } from '../text/reproduce.ts';
import { STANDINGS, standingOf } from '../text/standing.ts';
import { whatToDoLine } from '../text/what-to-do.ts';
import type { Annotation } from './workflow-command.ts';

/**
 * So many annotations of a level are kept of a step; those after them are dropped without a word
 * (https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations).
 */
const KEPT = 10;

type Place = Pick<ReportContext, 'cwd' | 'env'>;
type Run = Pick<PlannedRun, 'name' | 'target' | 'attempt'>;

const titleOf = (word: string, { name, target, attempt }: Run): string =>
  `${word}: ${name}${attempt > 1 ? ` #${attempt}` : ''} on ${target}`;

/** Where a scenario is defined, as GitHub names files: from the folder of the checkout. */
function placesOf({ planned = [] }: Results, { cwd, env }: Place): (run: Run) => Annotation['at'] {
  const root = env['GITHUB_WORKSPACE'];
  const at = new Map(planned.map((one) => [one.name, one.at]));
  return ({ name }) => {
    const found = at.get(name);
    if (found === undefined || root === undefined || root === '') return found;
    const file = relative(root, resolve(cwd, found.file)).split(sep).join(posix.sep);
    // In a container, the checkout is mounted elsewhere than the runner says.
    return file.startsWith('../') ? found : { ...found, file };
  };
}

const LEVELS = { fail: 'error', inconclusive: 'warning', fixed: 'warning' } as const;

/** What did not pass and is not known: the failures as errors, the rest as warnings. */
function all(results: Results, place: Place): readonly Annotation[] {
  const placeOf = placesOf(results, place);
  const again = reproducer(results);
  const message = (run: Run, parts: readonly (string | undefined)[]): string => {
    const command = again(run);
    return [...parts, command === undefined ? undefined : `Run it again: ${command}`]
      .filter((part) => part !== undefined && part !== '')
      .join('\n');
  };
  const told = results.scenarios.flatMap((result: ScenarioResult): Annotation[] => {
    const standing = standingOf(result);
    if (standing !== 'fail' && standing !== 'inconclusive' && standing !== 'fixed') return [];
    const allowed = standing === 'fixed' && results.run.rules?.allowFixed === true;
    return [
      {
        level: allowed ? 'notice' : LEVELS[standing],
        title: titleOf(STANDINGS[standing].word, result),
        message: message(result, [
          result.differsFromKnown,
          summaryBesideAct(result),
          whatToDoLine(result),
        ]),
        at: placeOf(result),
      },
    ];
  });
  const why = whyUnfinished(results);
  const missing = notRunIn(results).map((run): Annotation => ({
    level: 'warning',
    title: titleOf('not run', run),
    message: message(run, [why]),
    at: placeOf(run),
  }));
  return [...told, ...missing];
}

/** The annotations of a run: of each level so many as GitHub keeps, the last of them a count. */
export function annotationsOf(results: Results, place: Place): readonly Annotation[] {
  const found = all(results, place);
  return (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const here = found.filter((one) => one.level === level);
    if (here.length <= KEPT) return here;
    const shown = here.slice(0, KEPT - 1);
    const more = `${here.length - shown.length} more`;
    const message = `GitHub keeps ${KEPT} annotations of a kind; the summary of the job names the others.`;
    return [...shown, { level, title: `oauth-chaos: ${more}`, message }];
  });
}
