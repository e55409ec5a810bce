import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import type { Failure } from './failures.ts';
import type { Sight } from './witness.ts';

/** What comes later than this is no alarm of it any more, in ms. */
const SHOWN_WITHIN_MS = 15_000;

/** True when what was shown is of this failure: it names the execution, or at least whose it is. */
function isOf(failure: Failure, shown: EventOf<'witness'>): boolean {
  const { execution, credential } = failure;
  if (shown.key !== undefined) return shown.key === execution?.key;
  if (shown.executionId !== undefined) return shown.executionId === execution?.executionId;
  if (shown.workflow !== undefined && execution !== undefined)
    return shown.workflow === execution.workflow;
  return shown.credential === credential;
}

/**
 * What a witness showed of a failure in time, as the history has it.
 * @param withinMs for a witness whose words are recorded when they come; of a log, which is read
 * later, nobody asks that
 */
export function shownOf(
  history: History,
  witness: string,
  failure: Failure,
  withinMs = SHOWN_WITHIN_MS,
): readonly Sight[] {
  return history
    .of('witness')
    .filter(
      (shown) =>
        shown.witness === witness &&
        shown.n > failure.from &&
        shown.at <= failure.at + withinMs &&
        isOf(failure, shown),
    )
    .map(({ n, text }) => ({ event: n, text }));
}

/** Why a witness was not there, as the history says; `unsaid` where it says nothing about it. */
export function absence(history: History, witness: string, unsaid: string): string | undefined {
  const ready = history.of('witness-ready').find((one) => one.witness === witness);
  if (ready === undefined) return unsaid;
  return ready.there ? undefined : (ready.why ?? unsaid);
}

/** What is said of a witness that costs something, and that nobody asked for. */
export const NOT_SWITCHED_ON = 'not switched on: --witnesses does';
