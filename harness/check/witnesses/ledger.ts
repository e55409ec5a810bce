import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { ownerOfFamily, senders } from '../views/senders.ts';
import type { Failure } from './failures.ts';
import { defineWitness } from './witness.ts';

type Entry = EventOf<'ledger'>;

/** The end of an access token is part of every healthy day, and so is its refusal by the API. */
const isEveryday = ({ action, token }: Entry): boolean =>
  action === 'issued' ||
  action === 'refreshed' ||
  action === 'spent' ||
  action === 'accepted' ||
  action === 'policy-changed' ||
  token?.kind === 'access';

/** Tells for which credential an entry is. */
function owners(history: History): (entry: Entry) => string | undefined {
  const senderOf = senders(history);
  const ofFamily = ownerOfFamily(history);
  const requests = new Map(history.of('request').map((one) => [one.exchange, one]));
  return ({ token, exchange }) => {
    if (token !== undefined) return ofFamily(token.family);
    const request = exchange === undefined ? undefined : requests.get(exchange);
    return request === undefined ? undefined : senderOf(request);
  };
}

/**
 * True for the end of an older consent that the provider put an end to as it issued the next one to
 * the same credential: that is what whoever connects an account again asks for.
 */
function isReplaced(history: History): (entry: Entry) => boolean {
  const ofFamily = ownerOfFamily(history);
  const issued = history.of('ledger').filter(({ action }) => action === 'issued');
  return ({ action, token, exchange }) =>
    action === 'revoked' &&
    token !== undefined &&
    exchange !== undefined &&
    issued.some(
      (one) =>
        one.exchange === exchange &&
        one.token !== undefined &&
        one.token.family !== token.family &&
        ofFamily(one.token.family) === ofFamily(token.family),
    );
}

/** What came before is over when an execution has worked since. */
function sinceLastSuccess(history: History, { credential, from }: Failure): number {
  const last = history
    .of('execution')
    .findLast((one) => one.status === 'success' && one.credential === credential && one.n < from);
  return last?.n ?? 0;
}

const wordsOf = ({ action, cause, token }: Entry): string =>
  [
    token === undefined ? 'the request was' : `the ${token.kind} token was`,
    action,
    cause === undefined ? '' : `(${cause.replace(/#\d+$/, '')})`,
  ]
    .join(' ')
    .trim();

/** The provider's own record of what it issued, refused and revoked. */
export const ledger = defineWitness({
  name: 'ledger',
  title: "Provider's ledger",
  what: "The provider's audit log. An access token that ended is an everyday entry; a refresh token that was refused, replayed, revoked or has ended is none, and names the cause.",
  absent: () => undefined,
  saw(history, failure) {
    const ownerOf = owners(history);
    const replaced = isReplaced(history);
    const since = sinceLastSuccess(history, failure);
    const entries = history
      .of('ledger')
      .filter(
        (entry) =>
          entry.n > since &&
          entry.n <= failure.n &&
          !isEveryday(entry) &&
          !replaced(entry) &&
          ownerOf(entry) === failure.credential,
      );
    return entries.map((entry) => ({ event: entry.n, text: wordsOf(entry), isCause: true }));
  },
});
