import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

type Probe = EventOf<'stored-credential'>;
type Reply = EventOf<'reply'>;

/**
 * The fields that stood twice in a token reply. Which of two equal names counts is left open (RFC
 * 8259 §4), so a client may have taken either value.
 */
const doubledFields = (history: History): ((reply: Reply) => ReadonlySet<string>) =>
  spoiltBy(history, new Set(['reply/field-doubled']));

function spoiltBy(
  history: History,
  names: ReadonlySet<string>,
): (reply: Reply) => ReadonlySet<string> {
  const spoiling = new Map(
    history
      .of('fault')
      .filter(({ fault }) => names.has(fault))
      .map(({ id, options }) => [id, String(options['field'])]),
  );
  return ({ faults }) => new Set(faults.flatMap((id) => spoiling.get(id) ?? []));
}

/** Faults after which a client may store the value that was told, or go on with the one it had. */
const OF_NO_VALUE = new Set(['reply/field-doubled', 'reply/field-empty', 'reply/field-null']);

/**
 * The fields of a token reply that told nothing: twice, an empty text or null. Nobody is hurt by
 * what a client makes of one that is no token, so it may have kept the old value or not.
 */
export const fieldsOfNoValue = (history: History): ((reply: Reply) => ReadonlySet<string>) =>
  spoiltBy(history, OF_NO_VALUE);

/**
 * True when the last token of a kind that a credential was given before a reading stood twice in
 * its reply, so that a client may have taken the value that is no token.
 */
export function wasGivenTwice(
  history: History,
  { credential, n }: Probe,
  kind: 'access' | 'refresh',
): boolean {
  const last = history
    .exchanges()
    .findLast(
      ({ request, reply }) =>
        request.client === credential && reply?.issued?.[kind] !== undefined && reply.n < n,
    );
  return last?.reply !== undefined && doubledFields(history)(last.reply).has(`${kind}_token`);
}
