import type { EventOf } from '../../../harness/model/event.ts';
import type { History } from '../../../harness/model/history.ts';

type LedgerEvent = EventOf<'ledger'>;
type Token = NonNullable<LedgerEvent['token']>;

/** One token's life as the ledger tells it. */
export interface TokenLife {
  readonly token: Token;
  readonly issued: LedgerEvent;
  /** What ended it first; undefined while it lived on. */
  readonly ended: LedgerEvent | undefined;
  /** Times it was presented after it was spent. */
  readonly replays: readonly LedgerEvent[];
}

const ENDS: ReadonlySet<LedgerEvent['action']> = new Set(['spent', 'expired', 'revoked']);

/** The lives of all tokens the ledger names, in order of issue. */
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
