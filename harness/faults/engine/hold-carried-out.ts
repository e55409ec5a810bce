import type { Realm } from '../../../mock-provider/index.ts';
import type { TargetFaultContext } from './define-target-fault.ts';

/**
 * Holds each refresh that was carried out before its answer leaves; one that the provider refused
 * brings nothing to keep, and passes. Returns the way to stop.
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
