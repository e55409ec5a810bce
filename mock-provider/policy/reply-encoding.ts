import type { Exchange } from '../model/exchange.ts';
import type { Policy } from './policy.ts';

/**
 * True when the token reply must be JSON, false when it must be form-encoded. Some providers let
 * the client choose by its Accept header.
 */
export function wantsJson({ reply }: Policy, { headers }: Pick<Exchange, 'headers'>): boolean {
  if (reply.contentType !== 'negotiated') return reply.contentType === 'json';
  return /\bapplication\/(\S*\+)?json\b/i.test(String(headers.accept ?? ''));
}
