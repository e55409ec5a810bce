import type { Interceptors } from '../engine/define-fault.ts';
import type { FaultContext } from '../engine/fault-context.ts';

/**
 * Changes the parameters with which the user is sent back to the client. Both endpoints do so: the
 * authorization endpoint, and the one that receives the consent form.
 */
export function changeCallback(
  fault: FaultContext,
  change: (parameters: URLSearchParams) => void,
): Interceptors {
  const act: Interceptors['authorize'] = async (exchange, next) => {
    const reply = await next();
    const before = reply.kind === 'http' ? reply.headers['location'] : undefined;
    if (reply.kind !== 'http' || before === undefined) return reply;
    const location = new URL(before);
    change(location.searchParams);
    return location.href !== before && fault.claim(exchange)
      ? { ...reply, headers: { ...reply.headers, location: location.href } }
      : reply;
  };
  return { authorize: act, consent: act };
}
