import { causeOf } from '../../check/causes/cause-rules.ts';
import { failureCauses, wasDisturbed } from '../../check/causes/failure-causes.ts';
import { connectAttempt } from '../../check/views/connect-attempt.ts';
import { failingExchanges } from '../../check/views/failing-exchanges.ts';
import { intervals, type Interval } from '../../check/views/intervals.ts';
import { withoutNames } from '../../check/views/without-names.ts';
import type { EventOf } from '../../model/event.ts';
import type { History, RecordedExchange } from '../../model/history.ts';
import type { Failure } from '../causes/cause.ts';

/** A text in which n8n told of a failure. */
export interface Told {
  readonly where: 'execution' | 'alarm' | 'connect';
  readonly text: string;
  /** What stood below it. */
  readonly description?: string | undefined;
  readonly failure: Failure;
}

/** The beginning of a text that was not recorded because it contained a secret. */
const WITHHELD = '[withheld:';

/** Rule of a cause that is also one of later failures, which have another one besides. */
const NOT_SAVED = 'tokens-not-saved';

function ofExecution(history: History, interval: Interval): readonly Told[] {
  const { end, credential, to } = interval;
  if (end?.status !== 'error' || wasDisturbed(history, interval)) return [];
  const found = failureCauses(history, interval);
  // Tokens that an earlier execution could not save are behind what the provider answers later.
  const own = found.filter(({ id }) => id !== NOT_SAVED);
  const reasons = own.length > 0 ? own : found;
  const exchange =
    reasons.length > 0
      ? reasons[0]?.exchange
      : failingExchanges(history, interval).exchanges.find(({ reply }) => reply !== undefined);
  const failure: Failure = {
    history,
    credential,
    to,
    rules: reasons.map(({ id }) => id),
    exchange,
    of: { kind: 'execution', interval },
  };
  const { error, alarm } = end;
  return [
    { where: 'execution', text: error?.message ?? '', description: error?.description, failure },
    { where: 'alarm', text: alarm?.message ?? '', description: alarm?.description, failure },
  ];
}

/** The page that ends a connect has the message, and the details after a stroke. */
function ofPage(shown: string | undefined, failure: Failure): readonly Told[] {
  const [text = '', ...details] = (shown ?? '').split(' / ');
  return [{ where: 'connect', text, description: details.join(' / ') || undefined, failure }];
}

function ofConnect(history: History, connect: EventOf<'connect'>): readonly Told[] {
  if (connect.ok || connect.unanswered === true) return [];
  const isRefusal = ({ reply }: RecordedExchange): boolean =>
    reply?.error !== undefined || !reply?.delivered || (reply.status ?? 0) >= 400;
  const attempt = connectAttempt(history, connect);
  const asked = attempt.findLast(({ request }) => request.endpoint === 'token') ?? attempt.at(-1);
  const exchange = asked !== undefined && isRefusal(asked) ? asked : undefined;
  const rule = exchange?.request.endpoint === 'token' ? causeOf(exchange)?.id : undefined;
  return ofPage(connect.shown, {
    history,
    credential: connect.credential,
    to: connect.n,
    rules: rule === undefined ? [] : [rule],
    exchange,
    of: { kind: 'connect', connect },
  });
}

const ofCallback = (history: History, callback: EventOf<'callback'>): readonly Told[] =>
  callback.taken
    ? []
    : ofPage(callback.shown, {
        history,
        credential: callback.credential,
        to: callback.n,
        rules: [],
        of: { kind: 'callback', callback },
      });

/** Every text in which n8n told of a failure in a recorded run. */
export function toldFailures(history: History): readonly Told[] {
  const all = [
    ...intervals(history).flatMap((interval) => ofExecution(history, interval)),
    ...history.of('connect').flatMap((connect) => ofConnect(history, connect)),
    ...history.of('callback').flatMap((callback) => ofCallback(history, callback)),
  ];
  return all
    .filter(({ text }) => text.trim() !== '' && !text.includes(WITHHELD))
    .map((told) => ({
      ...told,
      text: withoutNames(history, told.text),
      description:
        told.description === undefined || told.description.includes(WITHHELD)
          ? undefined
          : withoutNames(history, told.description),
    }));
}
