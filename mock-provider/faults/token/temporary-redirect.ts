import { empty } from '../../model/reply.ts';
import { defineFault, onceOptions } from '../engine/define-fault.ts';
import { asksWith, grants } from '../engine/token-requests.ts';

export const tokenTemporaryRedirect = defineFault({
  name: 'token/temporary-redirect',
  summary: 'The token endpoint answers 307 and wants the same request again at the same place.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc9110#section-15.4.8',
    'https://www.rfc-editor.org/rfc/rfc9700#section-4.12',
  ],
  options: onceOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) => ({
    token: (exchange, next) =>
      asksWith(exchange, options.grants) && fault.claim(exchange)
        ? empty(307, { location: 'token' })
        : next(),
  }),
});
