import type { EventOf } from '../../../harness/model/event.ts';
import type { History } from '../../../harness/model/history.ts';

type LedgerEvent = EventOf<'ledger'>;
type Token = NonNullable<LedgerEvent['token']>;

/** The life of one token, according to the ledger. */
export interface TokenLife {
  readonly token: Token;
  readonly issued: LedgerEvent;
  /** The entry that ended it first. Undefined when it had not ended. */
  readonly ended: LedgerEvent | undefined;
  /** The entries for its use after it was spent. */
  readonly replays: readonly LedgerEvent[];
}

const ENDS: ReadonlySet<LedgerEvent['action']> = new Set(['spent', 'expired', 'revoked']);

/** The lives of all tokens in the ledger, in the order in which they were issued. */
export function tokenLives(history: History): TokenLife[] {
  const byToken = new Map<string, LedgerEvent[]>();
  for (const event of history.of('ledger')) {
    if (event.token === undefined) continue;
    const key = `${event.token.kind} ${event.token.family} ${event.token.generation} ${event.token.fingerprint}`;
    byToken.set(key, [...(byToken.get(key) ?? []), event]);
  }
  return [...byToken.values()].flatMap((events): TokenLife[] => {
    const issued = events.find((event) => event.action === 'issued') ?? events[0];
    if (issued?.token === undefined) return [];
    return [
      {
        token: issued.token,
        issued,
        ended: events.find((event) => ENDS.has(event.action)),
        replays: events.filter((event) => event.action === 'replayed'),
      },
    ];
  });
}
