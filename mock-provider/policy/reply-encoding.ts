import type { Exchange } from '../model/exchange.ts';
import type { Policy } from './policy.ts';

/**
 * Whether the token reply to a request is JSON rather than form-encoded, as some providers let the
 * client choose by Accept.
 */
export function wantsJson({ reply }: Policy, { headers }: Pick<Exchange, 'headers'>): boolean {
  if (reply.contentType !== 'negotiated') return reply.contentType === 'json';
  return /\bapplication\/(\S*\+)?json\b/i.test(String(headers.accept ?? ''));
}
