import type { History } from '../../model/history.ts';
import { tokenCalls } from './token-calls.ts';

/** Faults that leave no access token in an answer, when they are about that field. */
const OF_A_FIELD: ReadonlySet<string> = new Set([
  'reply/field-absent',
  'reply/field-empty',
  'reply/field-nested',
  'reply/field-null',
  'reply/field-wrong-type',
]);
/** Faults that leave nothing of an answer with tokens. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set(['reply/empty-body']);

/** What {@link emptiedAnswers} found for a history; each failed execution asks. */
const found = new WeakMap<History, ReadonlySet<number>>();

/**
 * Exchanges in which the provider issued tokens and a fault took the access token out of the answer
 * that arrived: for the client it is an answer without tokens. Whoever shows or stores the token
 * all the same has read it.
 */
export function emptiedAnswers(history: History): ReadonlySet<number> {
  const known = found.get(history);
  if (known !== undefined) return known;
  const emptying = new Set(
    history
      .of('fault')
      .filter(
        ({ fault, options }) =>
          OF_THE_WHOLE.has(fault) || (OF_A_FIELD.has(fault) && options['field'] === 'access_token'),
      )
      .map(({ id }) => id),
  );
  const emptied = new Set(
    tokenCalls(history)
      .filter(
        ({ toldAccess, reply }) => !toldAccess && reply?.faults.some((id) => emptying.has(id)),
      )
      .map(({ request }) => request.exchange),
  );
  found.set(history, emptied);
  return emptied;
}
