import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

/**
 * True for an execution that reports success although the result of an item is an error, or
 * although the API never accepted one of its items.
 */
export function isSilentFailure(history: History, execution: EventOf<'execution'>): boolean {
  if (execution.status !== 'success') return false;
  if ((execution.itemsWithErrorBody?.length ?? 0) > 0) return true;
  const accepted = new Set(
    history
      .exchanges()
      .filter(({ reply }) => reply?.accepted === true)
      .map(({ request }) => request.item),
  );
  return execution.items.some((item) => !accepted.has(item));
}

/** Executions that failed but report success. */
export const silentFailures = (history: History): readonly EventOf<'execution'>[] =>
  history.executions().filter((execution) => isSilentFailure(history, execution));
