import type { HeldExchange, LedgerEntry, Realm } from '../../../mock-provider/index.ts';
import type { TargetFaultContext } from './define-target-fault.ts';

/** What the ledger says of an exchange that was carried out; of an authorization nothing. */
const CARRIED_OUT: Readonly<Record<HeldExchange, LedgerEntry['action'] | undefined>> = {
  refresh: 'refreshed',
  'code-exchange': 'issued',
  'client-credentials': 'issued',
  'api-call': 'accepted',
  authorization: undefined,
};

/**
 * Makes the provider hold the answer of each exchange that it has carried out; with `sending` when
 * all but the last byte of it has left. One that was refused is not held, because its answer has no
 * tokens to save. Returns a function that stops this.
 */
export function holdCarriedOut(
  realm: TargetFaultContext['realm'],
  until: Parameters<Realm['hold']>[1],
  what: HeldExchange = 'refresh',
  point: 'answered' | 'sending' = 'answered',
): () => void {
  const action = CARRIED_OUT[what];
  const carriedOut = new Set<number | undefined>();
  const stopListening = realm.listen(
    (event) =>
      void (event.type === 'ledger' && event.action === action && carriedOut.add(event.exchange)),
  );
  const letGo = realm.hold(`${what}-${point}`, async (request, gone) => {
    if (action === undefined || carriedOut.has(request.exchange)) await until(request, gone);
  });
  return () => {
    letGo();
    stopListening();
  };
}
