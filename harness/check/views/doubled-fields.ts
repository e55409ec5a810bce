import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';

type Probe = EventOf<'stored-credential'>;

/**
 * True when the last token of a kind that a credential was given before a reading stood twice in
 * its reply. Which of two equal names counts is left open (RFC 8259 §4), so a client may have taken
 * the value that is no token.
 */
export function wasGivenTwice(
  history: History,
  { credential, n }: Probe,
  kind: 'access' | 'refresh',
): boolean {
  const doubling = new Set(
    history
      .of('fault')
      .filter(
        ({ fault, options }) =>
          fault === 'reply/field-doubled' && options['field'] === `${kind}_token`,
      )
      .map(({ id }) => id),
  );
  const last = history
    .exchanges()
    .findLast(
      ({ request, reply }) =>
        request.client === credential && reply?.issued?.[kind] !== undefined && reply.n < n,
    );
  return last?.reply?.faults.some((id) => doubling.has(id)) === true;
}
