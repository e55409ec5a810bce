import type { Realm } from '../../../mock-provider/index.ts';
import type { TargetFaultContext } from './define-target-fault.ts';

/**
 * Makes the provider hold the answer of each refresh that it has carried out. A refused refresh is
 * not held, because its answer has no tokens to save. Returns a function that stops this.
 */
export function holdCarriedOut(
  realm: TargetFaultContext['realm'],
  until: Parameters<Realm['hold']>[1],
): () => void {
  const carriedOut = new Set<number | undefined>();
  const stopListening = realm.listen(
    (event) =>
      void (
        event.type === 'ledger' &&
        event.action === 'refreshed' &&
        carriedOut.add(event.exchange)
      ),
  );
  const letGo = realm.hold('refresh-answered', async (request, gone) => {
    if (carriedOut.has(request.exchange)) await until(request, gone);
  });
  return () => {
    letGo();
    stopListening();
  };
}
