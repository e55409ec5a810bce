import { z } from 'zod';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';
import { meetIfClaimed } from './meet-if-claimed.ts';

export const identitySubjectSwapped = defineFault({
  name: 'identity/subject-swapped',
  summary: 'Tokens and userinfo name another user than the one who consented.',
  actsOn: 'keys',
  seenInTheWild: [
    'https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokenResponse',
    'https://openid.net/specs/openid-connect-core-1_0.html#UserInfoResponse',
  ],
  options: lastingOptions({ subject: z.string().min(1).default('user-2') }),
  begin: (fault, { subject }) => fault.realm.overrideIdentity({ subject }),
  intercept: (fault, { subject }) => ({
    token: meetIfClaimed(fault, 'sub', subject),
    async userinfo(exchange, next) {
      const reply = await next();
      if (exchange.outcome.accepted !== false && reply.kind === 'http' && reply.status === 200)
        fault.meet(exchange);
      return reply;
    },
  }),
});
