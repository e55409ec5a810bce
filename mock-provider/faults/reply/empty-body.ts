import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editTokenReply } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

export const replyEmptyBody = defineFault({
  name: 'reply/empty-body',
  summary: 'The provider carries the request out and answers 200 as JSON with nothing in it.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://github.com/n8n-io/n8n/issues/12742',
  ],
  options: interceptingOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) =>
    editTokenReply(fault, options, (reply) => ({ ...reply, body: '' })),
});
