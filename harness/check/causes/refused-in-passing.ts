import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import type { Interval } from '../views/intervals.ts';
import { sameToken } from '../views/token-ref.ts';
import type { CauseRule } from './cause-rule.ts';
import { BLAMES, DOWN } from './cause-words.ts';

/**
 * The cause when a refresh was refused only because another one was under way, or had just brought
 * the next tokens. RFC 6749 §5.2 has no code for that, and providers answer `invalid_grant`.
 */
export const REFUSED_IN_PASSING: CauseRule = {
  id: 'refused-in-passing',
  cause: 'the provider refused a refresh beside another one, and the grant lives',
  shows: () => false,
  helps: [
    DOWN,
    /\balready\b|\banother (?:\w+ )?(?:refresh|request|run|execution|process)|same time|at once|simultaneous|concurren|under ?way|in progress|being processed/i,
  ],
  codeHelps: false,
  misleads: BLAMES,
  owed: 'the way out is to try again, and nothing in the credential is wrong',
};

/**
 * True when the client holds a live refresh token after an execution, although the provider took
 * the one it showed for spent: what is stored next is what the provider has, and nobody connected
 * in between.
 */
function holdsSuccessor(history: History, { credential, to }: Interval): boolean {
  const isNext = ({ n, credential: name }: EventOf<'stored-credential' | 'connect'>): boolean =>
    n > to && name === credential;
  const reading = history.of('stored-credential').find(isNext);
  if (reading === undefined || typeof reading.refresh !== 'object') return false;
  const connected = history.of('connect').find(isNext);
  return (
    sameToken(reading.refresh, reading.live?.refresh) && (connected?.n ?? reading.n) >= reading.n
  );
}

/** True when a refusal of a refresh passes by itself: the grant lives, and the client has it. */
export function isRefusedInPassing(
  history: History,
  interval: Interval,
  { request, reply }: RecordedExchange,
): boolean {
  if (request.grantType !== 'refresh_token' || reply?.error === undefined) return false;
  const { standing } = request.presented ?? {};
  if (standing === 'spent' || standing === 'spent-in-grace')
    return holdsSuccessor(history, interval);
  return history
    .of('ledger')
    .some(
      ({ action, cause, exchange }) =>
        action === 'refused' && cause === 'concurrent' && exchange === request.exchange,
    );
}
