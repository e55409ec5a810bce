import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editTokenReply } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

export const replyBom = defineFault({
  name: 'reply/bom',
  summary: 'Token replies begin with a byte order mark, which JSON forbids.',
  actsOn: 'token-endpoint',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc8259#section-8.1'],
  options: interceptingOptions({ grants: grants('refresh_token', 'client_credentials') }),
  intercept: (fault, options) =>
    editTokenReply(fault, options, (reply) => ({ ...reply, body: `\uFEFF${reply.body}` })),
});
