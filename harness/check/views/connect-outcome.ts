import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import type { ConnectOutcome } from '../../model/scenario.ts';
import { connectAttempt } from './connect-attempt.ts';
import { scopeNames } from './scope-names.ts';

type Connect = EventOf<'connect'>;

/** The names that were asked for and not granted. */
const lackingScope = (asked: string, granted: string): readonly string[] => {
  const has = new Set(scopeNames(granted));
  return scopeNames(asked).filter((name) => !has.has(name));
};

/**
 * What the provider gave in an attempt to connect, by its exchanges, whether or not the client took
 * it; undefined when it gave nothing.
 */
export function givenIn(
  exchanges: readonly RecordedExchange[],
): readonly ConnectOutcome[] | undefined {
  const asked = exchanges.findLast(({ request }) => request.endpoint === 'authorize');
  const requested = asked?.request.requestedScope ?? '';
  const issued = exchanges.findLast(({ request }) => request.endpoint === 'token')?.reply?.issued;
  if (issued?.access === undefined) return undefined;
  const hasLess = lackingScope(requested, issued.scope ?? requested).length > 0;
  const less: readonly ConnectOutcome[] = hasLess ? ['granted-less'] : [];
  const alone: readonly ConnectOutcome[] =
    issued.refresh === undefined ? ['without-refresh-token'] : [];
  const outcomes = [...less, ...alone];
  return outcomes.length === 0 ? ['connected'] : outcomes;
}

/** True when the provider sent the user back to the client, with a code or an error. */
const wasSentBack = ({ request, reply }: RecordedExchange): boolean =>
  request.endpoint !== 'token' && reply?.delivered === true && reply.status === 302;

/**
 * How an attempt to connect ended, by what the provider did and the client told: in one way, or in
 * two at once. `nothing`: the client says that it is connected, and got no token. Undefined when
 * the history does not tell.
 */
export function connectOutcome(
  history: History,
  connect: Connect,
): readonly (ConnectOutcome | 'nothing')[] | undefined {
  if (connect.unanswered === true) return ['unanswered'];
  const exchanges = connectAttempt(history, connect);
  if (connect.ok) return givenIn(exchanges) ?? ['nothing'];
  if (!exchanges.some(({ request }) => request.endpoint === 'authorize')) return undefined;
  return [exchanges.some(wasSentBack) ? 'refused' : 'not-returned'];
}
