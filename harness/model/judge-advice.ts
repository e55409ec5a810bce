import type { Advice, AdviceVerdict, Sight, Trial } from './advice.ts';
import type { Rung } from './recovery-result.ts';
import type { Results, ScenarioResult, TargetResult } from './results.ts';

/** What one scenario says about a claim. */
export interface TrialResult {
  readonly trial: Trial;
  /** The answer to what it asks; undefined when the scenario did not run, or decided nothing. */
  readonly says: boolean | undefined;
  /** The result that decided it, or the one that could not; undefined when there is none. */
  readonly result?: ScenarioResult;
}

/** What became of a claim on one target. */
export interface JudgedAdvice {
  readonly advice: Advice;
  readonly target: TargetResult;
  readonly verdict: AdviceVerdict;
  readonly trials: readonly TrialResult[];
  /** The remedy that was enough, where the claim advises a heavier one than is needed. */
  readonly enough?: string;
}

const UNDER_FAULT: ReadonlySet<string> = new Set(['during', 'healed']);

/** True, false, or undefined when a checker that is asked could not decide. */
function findingIs(
  { findings }: ScenarioResult,
  checker: string,
  wanted: 'holds' | 'violated',
): boolean | undefined {
  const verdict = findings.find((finding) => finding.checker === checker)?.verdict;
  return verdict === 'holds' || verdict === 'violated' ? verdict === wanted : undefined;
}

function ended(result: ScenarioResult, how: NonNullable<Sight['during']>): boolean {
  const disturbed = result.executions.filter(({ phase }) => UNDER_FAULT.has(phase));
  const so = disturbed.filter(({ status }) => status === how);
  return how === 'success' ? so.length > 0 && so.length === disturbed.length : so.length > 0;
}

const showedError = ({ executions }: ScenarioResult, pattern: string): boolean => {
  const words = new RegExp(pattern, 'i');
  return executions.some(({ error }) => error !== undefined && words.test(error));
};

const workingRung = ({ recovery }: ScenarioResult): Rung | undefined =>
  recovery.rungs?.find(({ gave }) => gave === 'worked');

/** True when nothing lighter than this remedy worked; undefined when no ladder was climbed. */
const isLightest = (result: ScenarioResult, remedy: string): boolean | undefined =>
  result.recovery.rungs === undefined ? undefined : workingRung(result)?.remedy === remedy;

/** The lighter remedy that was enough where a scenario tries whether it takes another one. */
function enoughFor({ trial, says, result }: TrialResult): string | undefined {
  const advised = trial.shows?.lightest;
  if (advised === undefined || says !== false || result === undefined) return undefined;
  const names = (result.recovery.rungs ?? []).map(({ remedy }) => remedy);
  const working = workingRung(result)?.remedy;
  return working !== undefined && names.indexOf(working) < names.indexOf(advised)
    ? working
    : undefined;
}

/** Undefined where the witness was not there, or where nothing failed. */
function witnessed({ witnessed: told }: ScenarioResult, name: string): boolean | undefined {
  const witness = told?.witnesses.find((one) => one.name === name);
  if (told === undefined || witness === undefined || witness.absent !== undefined) return undefined;
  if (witness.falseAlarms !== undefined) return false;
  return told.failures.length === 0
    ? undefined
    : told.failures.every(({ shown }) => shown.some((one) => one.witness === name));
}

/** Whether a result shows something; undefined when it cannot tell. */
function shows(result: ScenarioResult, sight: Sight): boolean | undefined {
  const { observed, remedy } = result.recovery;
  if (sight.recovery !== undefined && observed === 'unknown') return undefined;
  const answers = [
    sight.recovery === undefined || (sight.recovery as readonly string[]).includes(observed),
    sight.remedy === undefined || (remedy !== undefined && sight.remedy.includes(remedy)),
    sight.lightest === undefined || isLightest(result, sight.lightest),
    sight.during === undefined || ended(result, sight.during),
    sight.error === undefined || showedError(result, sight.error),
    ...(sight.holds ?? []).map((checker) => findingIs(result, checker, 'holds')),
    ...(sight.violated ?? []).map((checker) => findingIs(result, checker, 'violated')),
    sight.witness === undefined || witnessed(result, sight.witness),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

/** A scenario that was skipped or came to no verdict has tried nothing. */
const decided = ({ verdict }: ScenarioResult): boolean => verdict === 'pass' || verdict === 'fail';

function says(trial: Trial, result: ScenarioResult): boolean | undefined {
  if (!decided(result)) return undefined;
  const seen = trial.shows === undefined ? true : shows(result, trial.shows);
  const against = trial.contradicts === undefined ? false : shows(result, trial.contradicts);
  if (seen === false || against === true) return false;
  return seen === undefined || against === undefined ? undefined : true;
}

/** Of several attempts the first that says no counts: advice that fails at times is no advice. */
function tried(trial: Trial, results: readonly ScenarioResult[]): TrialResult {
  const all = results
    .filter(({ name }) => name === trial.scenario)
    .map((result) => ({ trial, says: says(trial, result), result }));
  return (
    all.find((one) => one.says === false) ??
    all.find((one) => one.says === undefined) ??
    all[0] ?? { trial, says: undefined }
  );
}

function verdictOf(
  { field }: Advice,
  trials: readonly TrialResult[],
  { credentialFields }: TargetResult,
): AdviceVerdict {
  if (field !== undefined) {
    if (credentialFields === undefined) return 'not tried';
    const pattern = new RegExp(field, 'i');
    if (!credentialFields.some((name) => pattern.test(name))) return 'never existed';
    if (trials.length === 0) return 'holds';
  }
  const answers = trials.flatMap((one) => one.says ?? []);
  if (answers.length === 0) return 'not tried';
  if (!answers.includes(false)) return 'holds';
  return answers.includes(true) ? 'holds in part' : 'does not hold';
}

/**
 * Judges claims by the results of their scenarios, on each target of a run.
 * @param advice the claims; of a stored run those that it holds
 */
export const judgeAdvice = (
  advice: readonly Advice[],
  { targets, scenarios }: Pick<Results, 'targets' | 'scenarios'>,
): readonly JudgedAdvice[] =>
  targets.flatMap((target) => {
    const here = scenarios.filter((result) => result.target === target.id);
    return advice.map((one) => {
      const trials = one.trials.map((trial) => tried(trial, here));
      const enough = trials.map(enoughFor).find((remedy) => remedy !== undefined);
      return {
        advice: one,
        target,
        trials,
        verdict: verdictOf(one, trials, target),
        ...(enough === undefined ? {} : { enough }),
      };
    });
  });
