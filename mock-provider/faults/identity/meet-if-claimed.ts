import type { Middleware } from '../engine/define-fault.ts';
import type { FaultContext } from '../engine/fault-context.ts';
import { jwtPart } from '../engine/jwt-part.ts';
import { fieldsOf } from '../engine/token-reply-fields.ts';

/** Members of a token reply that may be JWTs. */
const JWTS: ReadonlySet<string> = new Set(['access_token', 'id_token']);

/**
 * Records that the exchange met the fault when its token reply contains a JWT with this claim and
 * value: an access token, or an ID token. Opaque tokens have no claims.
 */
export function meetIfClaimed(
  fault: FaultContext,
  claim: 'iss' | 'sub',
  value: string,
): Middleware {
  return async (exchange, next) => {
    const reply = await next();
    if (reply.kind !== 'http' || exchange.outcome.issued === undefined) return reply;
    const told = fieldsOf(reply).filter(([name]) => JWTS.has(name));
    if (told.some(([, jwt]) => jwtPart(jwt, 1)?.[claim] === value)) fault.meet(exchange);
    return reply;
  };
}
