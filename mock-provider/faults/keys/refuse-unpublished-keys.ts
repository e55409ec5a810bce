import { invalidToken } from '../../policy/bearer-challenge.ts';
import type { Interceptors } from '../engine/define-fault.ts';
import type { FaultContext } from '../engine/fault-context.ts';
import { jwtPart } from '../engine/jwt-part.ts';

/**
 * Makes the API look for the key of a live JWT in the JWK set, as it must (RFC 9068 §4). The API
 * refuses a token whose key is not published. Opaque tokens have no key.
 */
export function refuseUnpublishedKeys(fault: FaultContext): Interceptors {
  return {
    resource(exchange, next) {
      const kid =
        fault.realm.liveScope(exchange) === undefined
          ? undefined
          : jwtPart(exchange.bearer, 0)?.kid;
      if (typeof kid !== 'string' || fault.realm.publishedKids.includes(kid)) return next();
      fault.meet(exchange);
      exchange.outcome.accepted = false;
      return invalidToken('The key of the access token is unknown.');
    },
  };
}
