import type { Middleware } from '../engine/define-fault.ts';
import type { FaultContext } from '../engine/fault-context.ts';
import { jwtPart } from '../engine/jwt-part.ts';
import { fieldsOf } from '../engine/token-reply-fields.ts';

/**
 * Records that the exchange met the fault when its token reply contains a JWT with this claim and
 * value. Opaque tokens have no claims.
 */
export function meetIfClaimed(
  fault: FaultContext,
  claim: 'iss' | 'sub',
  value: string,
): Middleware {
  return async (exchange, next) => {
    const reply = await next();
    if (reply.kind !== 'http' || exchange.outcome.issued === undefined) return reply;
    const access = fieldsOf(reply).find(([name]) => name === 'access_token')?.[1];
    if (jwtPart(access, 1)?.[claim] === value) fault.meet(exchange);
    return reply;
  };
}
