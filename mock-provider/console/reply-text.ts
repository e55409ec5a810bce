import type { ReplyRecord } from '../model/records.ts';
import { span } from './token-text.ts';

const OUTCOMES: Readonly<Record<Exclude<ReplyRecord['outcome'], 'http'>, string>> = {
  reset: 'connection reset',
  hang: 'no answer',
  truncated: 'cut off',
  'aborted-by-client': 'client went away',
};

/** How an exchange ended, in a few words. */
export function replyText(reply: ReplyRecord | undefined): string {
  if (reply === undefined) return '… under way';
  const { status, outcome, error, retryAfterSeconds } = reply;
  return [
    ...(status === undefined ? [] : [String(status)]),
    ...(outcome === 'http' ? [] : [OUTCOMES[outcome]]),
    ...(error === undefined ? [] : [error]),
    ...(retryAfterSeconds === undefined ? [] : [`retry after ${span(retryAfterSeconds * 1000)}`]),
  ].join(' · ');
}

/** The colour that shows how an exchange ended. */
export function replyTone(reply: ReplyRecord | undefined): 'quiet' | 'ok' | 'refused' | 'broken' {
  if (reply === undefined) return 'quiet';
  const { status = 0, outcome } = reply;
  if (outcome !== 'http' || status >= 500) return 'broken';
  if (status >= 400 || reply.error !== undefined) return 'refused';
  return 'ok';
}
