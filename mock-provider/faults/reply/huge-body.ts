import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editTokenReply } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

export const replyHugeBody = defineFault({
  name: 'reply/huge-body',
  summary: 'Token replies are padded to a size no client reckons with.',
  actsOn: 'token-endpoint',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc8259#section-9'],
  options: interceptingOptions({
    bytes: z
      .int()
      .positive()
      .max(64 * 2 ** 20)
      .default(2 ** 20)
      .describe('length of the padding'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  // White space after a JSON value has no meaning, so only the size of the reply is unusual.
  intercept: (fault, options) =>
    editTokenReply(fault, options, (reply) => ({
      ...reply,
      body: reply.body + ' '.repeat(options.bytes),
    })),
});
