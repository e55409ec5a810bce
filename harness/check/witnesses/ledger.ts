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

/** The request in whose exchange an entry was made; undefined for one that nobody asked for. */
function requests(history: History): (entry: Entry) => EventOf<'request'> | undefined {
  const byExchange = new Map(history.of('request').map((one) => [one.exchange, one]));
  return ({ exchange }) => (exchange === undefined ? undefined : byExchange.get(exchange));
}

/** Tells for which credential an entry is. */
function owners(
  history: History,
  requestOf: (entry: Entry) => EventOf<'request'> | undefined,
): (entry: Entry) => string | undefined {
  const senderOf = senders(history);
  const ofFamily = ownerOfFamily(history);
  return (entry) => {
    if (entry.token !== undefined) return ofFamily(entry.token.family);
    const request = requestOf(entry);
    return request === undefined ? undefined : senderOf(request);
  };
}

/**
 * True for older tokens that the provider ended as it issued the next ones to the same credential:
 * that is what whoever refreshes or connects again asks for.
 */
function isReplaced(
  history: History,
  ownerOf: (entry: Entry) => string | undefined,
): (entry: Entry) => boolean {
  const issued = history.of('ledger').filter(({ action }) => action === 'issued');
  return (entry) =>
    entry.action === 'revoked' &&
    entry.token !== undefined &&
    entry.exchange !== undefined &&
    issued.some(
      (one) =>
        one.exchange === entry.exchange &&
        one.token !== undefined &&
        one.token.fingerprint !== entry.token?.fingerprint &&
        ownerOf(one) === ownerOf(entry),
    );
}

/** What befell an older grant is over when new tokens were issued to the credential since. */
function sinceIssued(
  history: History,
  ownerOf: (entry: Entry) => string | undefined,
  { credential, from }: Failure,
): number {
  const last = history
    .of('ledger')
    .findLast((one) => one.action === 'issued' && one.n < from && ownerOf(one) === credential);
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
    const requestOf = requests(history);
    const ownerOf = owners(history, requestOf);
    const replaced = isReplaced(history, ownerOf);
    // What was shown to the API and is no token at all is refused there every day, too.
    const strange = (entry: Entry): boolean =>
      entry.token === undefined && requestOf(entry)?.endpoint === 'resource';
    const since = sinceIssued(history, ownerOf, failure);
    const entries = history
      .of('ledger')
      .filter(
        (entry) =>
          entry.n > since &&
          entry.n <= failure.n &&
          !isEveryday(entry) &&
          !replaced(entry) &&
          !strange(entry) &&
          ownerOf(entry) === failure.credential,
      );
    return entries.map((entry) => ({ event: entry.n, text: wordsOf(entry), isCause: true }));
  },
});
