import { z } from 'zod';
import { invalidToken } from '../../policy/bearer-challenge.ts';
import { defineFault, lastingOptions } from '../engine/define-fault.ts';
import { jwtPart } from '../engine/jwt-part.ts';
import { meetIfClaimed } from './meet-if-claimed.ts';

export const identityIssuerChanged = defineFault({
  name: 'identity/issuer-changed',
  summary:
    'The provider calls itself by another name: metadata and new JWTs carry it, and the API refuses them.',
  actsOn: 'keys',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc8414#section-3.3',
    'https://www.rfc-editor.org/rfc/rfc9068#section-4',
    'https://www.rfc-editor.org/rfc/rfc9207#section-2.4',
  ],
  options: lastingOptions({ issuer: z.url().default('https://login.example.com') }),
  begin: (fault, { issuer }) => fault.realm.overrideIdentity({ issuer }),
  intercept: (fault, { issuer }) => ({
    token: meetIfClaimed(fault, 'iss', issuer),
    discovery(exchange, next) {
      fault.meet(exchange);
      return next();
    },
    resource(exchange, next) {
      if (
        fault.realm.liveScope(exchange) === undefined ||
        jwtPart(exchange.bearer, 1)?.iss !== issuer
      )
        return next();
      fault.meet(exchange);
      exchange.outcome.accepted = false;
      return invalidToken('The issuer of the access token is unknown.');
    },
  }),
});
