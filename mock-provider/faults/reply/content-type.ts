import { z } from 'zod';
import type { HttpReply } from '../../model/reply.ts';
import { defineFault, interceptingOptions } from '../engine/define-fault.ts';
import { asForm, editTokenReply, fieldsOf } from '../engine/token-reply-fields.ts';
import { grants } from '../engine/token-requests.ts';

const LABELS = {
  text: 'text/plain; charset=utf-8',
  html: 'text/html; charset=utf-8',
  form: 'application/x-www-form-urlencoded; charset=utf-8',
} as const;

function relabelled(reply: HttpReply, as: 'none' | keyof typeof LABELS): HttpReply {
  const { 'content-type': _given, ...headers } = reply.headers;
  if (as === 'none') return { ...reply, headers };
  const labelled = { ...reply, headers: { ...headers, 'content-type': LABELS[as] } };
  const fields = fieldsOf(reply);
  return as === 'form' && fields.length > 0 ? { ...labelled, body: asForm(fields) } : labelled;
}

export const replyContentType = defineFault({
  name: 'reply/content-type',
  summary: 'Token replies come under another content type, or under none.',
  actsOn: 'token-endpoint',
  seenInTheWild: [
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.1',
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
  ],
  options: interceptingOptions({
    as: z
      .enum(['text', 'html', 'form', 'none'])
      .default('text')
      .describe('text, html, none: the same JSON under that label; form: form-encoded in truth'),
    grants: grants('refresh_token', 'client_credentials'),
  }),
  intercept: (fault, options) =>
    editTokenReply(fault, options, (reply) => {
      const edited = relabelled(reply, options.as);
      return edited.headers['content-type'] === reply.headers['content-type'] ? undefined : edited;
    }),
});
