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
import { judgeEdit, type Judged } from './verdict.ts';

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
 * Tries edits one after the other on each copy. An outcome is on disk as soon as it is known, and
 * is not worked out again.
 */
export async function tryEdits(options: TryOptions): Promise<readonly Outcome[]> {
  const { tasks, copies, output, again } = options;
  const outcomes: Outcome[] = [];
  const done = (outcome: Outcome): void => {
    outcomes.push(outcome);
    options.onOutcome(outcome);
  };
  const left: Task[] = [];
  for (const task of tasks) {
    const kept = again ? undefined : readKept(keptIn(output, task.edit), keyOf(task));
    if (kept === undefined) left.push(task);
    else done(kept);
  }
  const unedited = await runUnedited(options, left);
  await Promise.all(
    copies.map(async (copy) => {
      for (let task = left.shift(); task !== undefined; task = left.shift()) {
        const outcome = await tryEdit(task, copy, unedited, options);
        writeJsonAtomic(keptIn(output, task.edit), outcome);
        done(outcome);
      }
    }),
  );
  return outcomes;
}

const keptIn = (output: string, { name }: Edit): string => join(output, `${name}.json`);
const scenariosOf = ({ first, rest }: Chosen): readonly string[] => [...first, ...rest].sort();
const keyOf = (task: Task): string => outcomeKey(task.edit, scenariosOf(task));

/** Runs what the edits need on the n8n without an edit, once for each topology. */
async function runUnedited(
  { copies: [copy = ''], output, signal, runSuite, say }: TryOptions,
  tasks: readonly Task[],
): Promise<ReadonlyMap<string, SuiteResults>> {
  const results = new Map<string, SuiteResults>();
  for (const topology of new Set(tasks.map(({ edit }) => topologyOf(edit)))) {
    const scenarios = [
      ...new Set(tasks.filter(({ edit }) => topologyOf(edit) === topology).flatMap(scenariosOf)),
    ].sort();
    say(`without an edit, ${topology}: ${scenarios.length} scenarios`);
    const place = join(output, 'unedited', topology);
    const ran = await runSuite({ n8n: copy, topology, scenarios, output: place, signal });
    if (ran.scenarios.length === 0)
      throw new HarnessError(
        'sabotage-run-failed',
        `Could not run the suite on n8n without an edit, ${topology}: no scenario ran.`,
        { hint: `See ${join(place, 'output.txt')}` },
      );
    results.set(topology, ran);
  }
  return results;
}

async function tryEdit(
  task: Task,
  copy: string,
  unedited: ReadonlyMap<string, SuiteResults>,
  options: TryOptions,
): Promise<Outcome> {
  const { edit } = task;
  const startedAt = performance.now();
  const outcome = (verdict: Outcome['verdict'], evidence: readonly string[]): Outcome => ({
    key: keyOf(task),
    edit: edit.name,
    harm: edit.harm,
    topology: topologyOf(edit),
    verdict,
    evidence: [...evidence],
    scenarios: scenariosOf(task).length,
    minutes: Math.round((performance.now() - startedAt) / 6_000) / 10,
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
    const { verdict, evidence } = await runEdited(task, copy, unedited, options);
    return outcome(verdict, evidence);
  } catch (error) {
    options.signal.throwIfAborted();
    return outcome('not run', [causeText(error)]);
  } finally {
    await undo();
  }
}

/** Runs what lies near the edit, and the rest only if that has not caught it. */
async function runEdited(
  { edit, first, rest }: Task,
  copy: string,
  unedited: ReadonlyMap<string, SuiteResults>,
  { output, signal, runSuite, say }: TryOptions,
): Promise<Judged> {
  const topology = topologyOf(edit);
  const before = unedited.get(topology);
  if (before === undefined) return { verdict: 'not run', evidence: ['nothing to compare with'] };
  const run = (scenarios: readonly string[], place: string): Promise<SuiteResults> => {
    say(`${edit.name}, ${topology}: ${scenarios.length} scenarios`);
    return runSuite({ n8n: copy, topology, scenarios, output: join(output, place), signal });
  };
  const near = await run(first, `runs/${edit.name}`);
  const judged = judgeEdit(before, near);
  if (judged.verdict === 'caught' || rest.length === 0) return judged;
  const others = await run(rest, `runs/${edit.name}-rest`);
  return judgeEdit(before, { scenarios: [...near.scenarios, ...others.scenarios] });
}
