import { join } from 'node:path';
import { writeJsonAtomic } from '../../machine/atomic-write.ts';
import { causeText } from '../../machine/cause-text.ts';
import { HarnessError } from '../../model/error.ts';
import { applyEdit } from './apply-edit.ts';
import type { Chosen } from './choose-scenarios.ts';
import type { Edit } from './edit.ts';
import { outcomeKey, readKept, type Outcome } from './kept-outcome.ts';
import type { RunSuite } from './run-suite.ts';
import type { SuiteResults } from './suite-results.ts';
import { judgeEdit } from './verdict.ts';

/** An edit and the names of the scenarios it is tried on. */
export interface Task extends Chosen {
  readonly edit: Edit;
}

export interface TryOptions {
  readonly tasks: readonly Task[];
  /** Private copies of n8n, without any edit; each is worked on by one edit at a time. */
  readonly copies: readonly string[];
  readonly output: string;
  readonly again: boolean;
  readonly signal: AbortSignal;
  readonly runSuite: RunSuite;
  readonly onOutcome: (outcome: Outcome) => void;
  readonly say: (line: string) => void;
}

const topologyOf = ({ topology = 'single' }: Edit): string => topology;

/**
 * Tries edits one after the other on each copy: all of them on what lies near, then those that this
 * has not caught on the rest. An outcome is on disk as soon as it is known, and is not worked out
 * again.
 */
export async function tryEdits(options: TryOptions): Promise<readonly Outcome[]> {
  const { tasks, output, again } = options;
  const outcomes: Outcome[] = [];
  const done = (outcome: Outcome): void => {
    outcomes.push(outcome);
    options.onOutcome(outcome);
  };
  const left: Trial[] = [];
  for (const task of tasks) {
    const kept = again ? undefined : readKept(keptIn(output, task.edit), keyOf(task));
    if (kept === undefined) left.push({ task, scenarios: task.first, ran: [], minutes: 0 });
    else done(kept);
  }
  const unedited = new Map<string, SuiteResults['scenarios']>();
  for (let trials = left; trials.length > 0;) {
    await runUnedited(options, trials, unedited);
    trials = await tryAll(trials, options, unedited, done);
  }
  return outcomes;
}

/** What an edit is tried on next, and what came of the scenarios before. */
interface Trial {
  readonly task: Task;
  readonly scenarios: readonly string[];
  readonly ran: SuiteResults['scenarios'];
  readonly minutes: number;
}

/** Results without an edit, by topology. */
type Unedited = Map<string, SuiteResults['scenarios']>;

/** Tries each edit on its scenarios. Returns what is still to be tried. */
async function tryAll(
  trials: Trial[],
  options: TryOptions,
  unedited: Unedited,
  done: (outcome: Outcome) => void,
): Promise<Trial[]> {
  const more: Trial[] = [];
  await Promise.all(
    options.copies.map(async (copy) => {
      for (let trial = trials.shift(); trial !== undefined; trial = trials.shift()) {
        const result = await tryEdit(trial, copy, unedited, options);
        if ('task' in result) {
          more.push(result);
          continue;
        }
        writeJsonAtomic(keptIn(options.output, trial.task.edit), result);
        done(result);
      }
    }),
  );
  return more;
}

const keptIn = (output: string, { name }: Edit): string => join(output, `${name}.json`);
const scenariosOf = ({ first, rest }: Chosen): readonly string[] => [...first, ...rest].sort();
const keyOf = (task: Task): string => outcomeKey(task.edit, scenariosOf(task));

/** Runs on the n8n without an edit what the trials need and has not run there yet. */
async function runUnedited(
  { copies: [copy = ''], output, signal, runSuite, say }: TryOptions,
  trials: readonly Trial[],
  results: Unedited,
): Promise<void> {
  for (const topology of new Set(trials.map(({ task }) => topologyOf(task.edit)))) {
    const before = results.get(topology) ?? [];
    const wanted = new Set(
      trials
        .filter(({ task }) => topologyOf(task.edit) === topology)
        .flatMap(({ scenarios }) => scenarios),
    );
    const scenarios = [...wanted].filter((name) => !before.some((ran) => ran.name === name)).sort();
    if (scenarios.length === 0) continue;
    say(`without an edit, ${topology}: ${scenarios.length} scenarios`);
    const place = join(output, 'unedited', before.length === 0 ? topology : `${topology}-rest`);
    const ran = await runSuite({ n8n: copy, topology, scenarios, output: place, signal });
    if (ran.scenarios.length === 0)
      throw new HarnessError(
        'sabotage-run-failed',
        `Could not run the suite on n8n without an edit, ${topology}: no scenario ran.`,
        { hint: `See ${join(place, 'output.txt')}` },
      );
    results.set(topology, [...before, ...ran.scenarios]);
  }
}

async function tryEdit(
  trial: Trial,
  copy: string,
  unedited: Unedited,
  options: TryOptions,
): Promise<Outcome | Trial> {
  const { task } = trial;
  const { edit } = task;
  const startedAt = performance.now();
  const minutes = (): number =>
    Math.round(trial.minutes * 10 + (performance.now() - startedAt) / 6_000) / 10;
  const outcome = (verdict: Outcome['verdict'], evidence: readonly string[]): Outcome => ({
    key: keyOf(task),
    edit: edit.name,
    harm: edit.harm,
    topology: topologyOf(edit),
    verdict,
    evidence: [...evidence],
    scenarios: scenariosOf(task).length,
    minutes: minutes(),
  });
  let undo: () => Promise<void>;
  try {
    undo = await applyEdit(copy, edit);
  } catch (error) {
    if (error instanceof HarnessError && error.code === 'edit-does-not-apply')
      return outcome('does not apply', [error.message]);
    throw error;
  }
  try {
    const ran = [...trial.ran, ...(await runEdited(trial, copy, options))];
    const before = unedited.get(topologyOf(edit)) ?? [];
    const { verdict, evidence } = judgeEdit({ scenarios: before }, { scenarios: ran });
    const isOver = verdict === 'caught' || trial.scenarios === task.rest || task.rest.length === 0;
    return isOver
      ? outcome(verdict, evidence)
      : { task, scenarios: task.rest, ran, minutes: minutes() };
  } catch (error) {
    options.signal.throwIfAborted();
    return outcome('not run', [causeText(error)]);
  } finally {
    await undo();
  }
}

async function runEdited(
  { task: { edit, rest }, scenarios }: Trial,
  copy: string,
  { output, signal, runSuite, say }: TryOptions,
): Promise<SuiteResults['scenarios']> {
  const topology = topologyOf(edit);
  say(`${edit.name}, ${topology}: ${scenarios.length} scenarios`);
  const place = join(output, 'runs', scenarios === rest ? `${edit.name}-rest` : edit.name);
  return (await runSuite({ n8n: copy, topology, scenarios, output: place, signal })).scenarios;
}
