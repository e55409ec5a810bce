import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { exchangesForAnotherAccount } from './other-account.ts';
import type { TokenCall } from './token-calls.ts';
import { spelt, unique } from './words.ts';

/** What a fault of one field makes of it, said of the answer. */
const BRINGS: Readonly<Record<string, string>> = {
  'reply/field-null': 'brought null for',
  'reply/field-empty': 'brought an empty',
  'reply/field-absent': 'came without',
};

/** How the client got an answer whose new access token it did not receive. */
function howItCame(
  reply: EventOf<'reply'> | undefined,
  faults: readonly EventOf<'fault'>[],
  ofAnother: ReadonlySet<number>,
): string {
  if (reply?.delivered !== true) return 'never arrived';
  if ((reply.status ?? 0) >= 300) return `arrived as status ${reply.status ?? 0}`;
  if (reply.error !== undefined) return `arrived as the error ${reply.error}`;
  if (ofAnother.has(reply.exchange)) return 'came for another account';
  const altering = faults.find(({ id }) => reply.faults.includes(id));
  if (altering === undefined) return 'arrived damaged';
  const brings = BRINGS[altering.fault];
  const { field } = altering.options;
  return brings !== undefined && typeof field === 'string'
    ? `${brings} ${field}`
    : `arrived damaged (${altering.fault})`;
}

/**
 * Tells of the answers for which the provider issued tokens, and from which the client learnt no
 * access token: one phrase for each way in which they came.
 */
export function unreadAnswers(history: History, calls: readonly TokenCall[]): readonly string[] {
  const faults = history
    .of('fault')
    .filter(({ fault, state }) => state === 'begin' && fault.startsWith('reply/'));
  const ofAnother = exchangesForAnotherAccount(history);
  const came = calls
    .filter(({ committed, toldAccess }) => committed && !toldAccess)
    .map(({ reply }) => howItCame(reply, faults, ofAnother));
  return unique(came).map(
    (how) => `${spelt(came.filter((one) => one === how).length, 'answer')} with new tokens ${how}`,
  );
}
