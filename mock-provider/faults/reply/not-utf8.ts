import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { editTokenReply } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

export const replyNotUtf8 = defineFault({
  name: 'reply/not-utf8',
  summary: 'Token replies are JSON in another encoding than UTF-8.',
  actsOn: 'token-endpoint',
  seenInTheWild: ['https://www.rfc-editor.org/rfc/rfc8259#section-8.1'],
  options: interceptingOptions({
    as: z
      .enum(['latin1', 'utf16le'])
      .default('latin1')
      .describe('latin1: with a letter whose byte is no UTF-8; utf16le: the whole'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, { as, ...options }) =>
    editTokenReply(fault, options, (reply) => ({
      ...reply,
      charset: as,
      body:
        as === 'latin1' && reply.body.startsWith('{')
          ? reply.body.replace('{', '{"account":"Zoë",')
          : reply.body,
    })),
});
