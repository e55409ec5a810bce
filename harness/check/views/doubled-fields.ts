import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

type Probe = EventOf<'stored-credential'>;
type Reply = EventOf<'reply'>;

/**
 * The fields that stood twice in a token reply. Which of two equal names counts is left open (RFC
 * 8259 §4), so a client may have taken either value.
 */
export function doubledFields(history: History): (reply: Reply) => ReadonlySet<string> {
  const doubling = new Map(
    history
      .of('fault')
      .filter(({ fault }) => fault === 'reply/field-doubled')
      .map(({ id, options }) => [id, String(options['field'])]),
  );
  return ({ faults }) => new Set(faults.flatMap((id) => doubling.get(id) ?? []));
}

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
