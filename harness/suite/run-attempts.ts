import type { ScenarioResult } from '../model/results.ts';
import { Deaths } from './deaths.ts';
import { Places } from './places.ts';
import { runOne, type Attempt, type TargetSession } from './run-one.ts';
import type { Slots } from './slots.ts';
import { Starved } from './starved.ts';

/** One n8n, and how many executions it runs at the same time. */
export interface Lane {
  readonly session: TargetSession;
  readonly slots: Slots;
}

type Take = (result: ScenarioResult, attempt: Attempt) => void;

/** What all lanes of a target share: once one of them fails, none begins anything new. */
interface Halt {
  failed: boolean;
}

/** Rejects with the first failure, when everything has ended. */
async function allEnded(work: readonly Promise<unknown>[]): Promise<void> {
  const broken = (await Promise.allSettled(work)).find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
}

/** Runs one attempt, when the lane has slots for its executions. */
async function attemptOn(
  { session, slots }: Lane,
  attempt: Attempt,
  { halt, take }: { readonly halt: Halt; readonly take: Take },
  onWaiting?: (change: 1 | -1) => void,
): Promise<void> {
  using _slots = await slots.take(attempt.planned.atOnce);
  // While this attempt waited, another one may have failed and ended the run.
  if (halt.failed) return;
  try {
    session.options.signal.throwIfAborted();
    take(await runOne(session, attempt, onWaiting), attempt);
  } catch (cause) {
    halt.failed = true;
    throw cause;
  }
}

/** Runs attempts side by side, until all are done, the run is interrupted, or one throws. */
async function sideBySide(
  lane: Lane,
  attempts: readonly Attempt[],
  ends: { readonly halt: Halt; readonly take: Take },
): Promise<void> {
  const { parallel } = lane.session.options;
  const places = new Places(parallel);
  const begun: Promise<void>[] = [];
  for (const attempt of attempts) {
    const place = await places.take();
    if (ends.halt.failed) break;
    begun.push(
      // One at a time means one, also while it waits.
      attemptOn(lane, attempt, ends, parallel > 1 ? place.waiting : undefined).finally(() =>
        place[Symbol.dispose](),
      ),
    );
  }
  await allEnded(begun);
}

/** Runs attempts from a shared queue one after the other. */
async function oneByOne(
  lane: Lane,
  queue: Attempt[],
  ends: { readonly halt: Halt; readonly take: Take },
): Promise<void> {
  for (let next = queue.shift(); next !== undefined && !ends.halt.failed; next = queue.shift())
    await attemptOn(lane, next, ends);
}

/**
 * Runs every attempt on a target: side by side what can be, the longest waits first; each of those
 * that need an n8n to themselves when one has nothing else to do, on the second n8n from the
 * beginning; at last once more, alone, what a death or a starved machine left undecided.
 * @param second resolves to undefined when there is none
 */
export async function runAttempts(
  first: Lane,
  second: Promise<Lane | undefined>,
  onResult: (result: ScenarioResult) => void,
): Promise<void> {
  const { session } = first;
  const { parallel, onProgress, store } = session.options;
  const deaths = new Deaths(parallel);
  const starved = new Starved();
  const postpone = (taken: boolean, { name, target, attempt }: ScenarioResult): boolean => {
    if (taken) onProgress({ kind: 'scenario-postponed', target, name, attempt });
    return taken;
  };
  const take: Take = (result, attempt) => {
    if (!postpone(starved.note(result, attempt), result)) onResult(result);
  };
  const takeShared: Take = (result, attempt) =>
    postpone(deaths.note(result, attempt), result) || take(result, attempt);
  const halt: Halt = { failed: false };
  const { shared, alone } = attemptsOf(session);
  const other = second.then((lane) => lane && oneByOne(lane, alone, { halt, take }));
  await allEnded([
    sideBySide(first, shared, { halt, take: takeShared }).then(() =>
      oneByOne(first, alone, { halt, take }),
    ),
    other,
  ]);
  const again = deaths.attempts();
  if (again.length > 0) onProgress({ kind: 'note', text: deaths.text() });
  await oneByOne(first, again, { halt, take: (result) => deaths.noteAlone(result) });
  for (const result of deaths.results()) {
    store.finish(result);
    onResult(result);
  }
  const undecided = starved.attempts();
  if (undecided.length > 0) onProgress({ kind: 'note', text: starved.text() });
  await oneByOne(first, undecided, { halt, take: onResult });
}

/** All attempts of a run: those that can share an n8n, and those that need one to themselves. */
export function attemptsOf({ options: { scenarios, repeat } }: Pick<TargetSession, 'options'>): {
  readonly shared: Attempt[];
  readonly alone: Attempt[];
} {
  const attempts = Array.from({ length: repeat }, (_, index) =>
    scenarios.map((planned) => ({ planned, attempt: index + 1 })),
  ).flat();
  return {
    shared: attempts
      .filter(({ planned }) => !planned.exclusive)
      .toSorted((one, other) => other.planned.waitsMs - one.planned.waitsMs),
    alone: attempts.filter(({ planned }) => planned.exclusive),
  };
}
