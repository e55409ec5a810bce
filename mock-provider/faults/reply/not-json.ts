import { z } from 'zod';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asForm, editTokenReply, fieldsOf } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

/** What the body becomes, with all or most of what it says still readable in it. */
const SPOILED = {
  cut: (body) => body.slice(0, -1),
  'noise-before': (body) => `Notice: Undefined index: scope\n${body}`,
  'noise-after': (body) => `${body}\n<!-- 0.31 s -->`,
} as const satisfies Readonly<Record<string, (body: string) => string>>;

export const replyNotJson = defineFault({
  name: 'reply/not-json',
  summary: 'Token replies are labelled as they should be and are no JSON, with tokens in them.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc8259#section-2',
    'https://developers.facebook.com/docs/graph-api/changelog/version2.3',
  ],
  options: interceptingOptions({
    as: z
      .enum(['cut', 'noise-before', 'noise-after', 'form'])
      .default('cut')
      .describe(
        'cut: without its last brace; noise-before, noise-after: a warning or a comment around it; ' +
          'form: form-encoded',
      ),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, { as, ...options }) =>
    editTokenReply(fault, options, (reply) => {
      if (!reply.body.startsWith('{')) return undefined;
      const body = as === 'form' ? asForm(fieldsOf(reply)) : SPOILED[as](reply.body);
      return { ...reply, body };
    }),
});
