import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { refusedConnect } from '../causes/connect-texts.ts';
import { failureCauses } from '../causes/failure-causes.ts';
import { intervals, type Interval } from '../views/intervals.ts';
import { isSilentFailure } from '../views/silent-failures.ts';
import { withoutNames } from '../views/without-names.ts';

/** Something that failed, of which somebody should learn. */
export interface Failure {
  /** What failed, as a sentence that others of its kind share. */
  readonly what: string;
  /** Number of the event that ended it. */
  readonly n: number;
  /** When it was over, in ms since the scenario began. */
  readonly at: number;
  /** Number of the event that began it. */
  readonly from: number;
  readonly credential: string;
  /** The execution that failed; undefined of a connect. */
  readonly execution: EventOf<'execution'> | undefined;
  /** True when a text names the cause, or what helps. */
  readonly isNamedIn: (text: string) => boolean;
}

const HOW_IT_ENDED = {
  success: 'An execution did not do its work and says success',
  error: 'An execution failed',
  hung: 'An execution did not come to an end',
  lost: 'An execution was lost',
} as const satisfies Record<EventOf<'execution'>['status'], string>;

/** An execution as something of which witnesses may tell. */
function ofExecution(history: History, interval: Interval, end: EventOf<'execution'>): Failure {
  const causes = failureCauses(history, interval);
  const because = causes[0] === undefined ? '' : ` because ${causes[0].cause}`;
  return {
    what: `${HOW_IT_ENDED[end.status]}${because}.`,
    n: end.n,
    at: end.at,
    from: interval.from,
    credential: end.credential,
    execution: end,
    isNamedIn: (text) => {
      const own = withoutNames(history, text);
      return causes.some(({ read }) => read(own) === 'helps');
    },
  };
}

/** Who connects an account sits before the page, and is told what monitoring may never show. */
const toldThere = ({ shown, dialog }: EventOf<'connect'>): string =>
  [shown, dialog].some((text) => text !== undefined && text.trim() !== '')
    ? ', which the page told to whoever tried it'
    : '';

function ofConnect(history: History, connect: EventOf<'connect'>): Failure {
  const refused = refusedConnect(history, connect);
  const begun = history
    .of('request')
    .findLast(({ endpoint, n }) => endpoint === 'authorize' && n < connect.n);
  return {
    what: `An account could not be connected${refused === undefined ? '' : ` because ${refused.cause}`}${toldThere(connect)}.`,
    n: connect.n,
    at: connect.at,
    from: begun?.n ?? connect.n,
    credential: connect.credential,
    execution: undefined,
    isNamedIn: (text) => refused?.isNamedIn(withoutNames(history, text)) === true,
  };
}

/** Everything in a history that failed: executions, also silently, and connects, in their order. */
export function failuresIn(history: History): readonly Failure[] {
  const executions = intervals(history).flatMap((interval) => {
    const { end } = interval;
    if (end === undefined) return [];
    return end.status === 'success' && !isSilentFailure(history, end)
      ? []
      : [ofExecution(history, interval, end)];
  });
  const connects = history.of('connect').filter(({ ok }) => !ok);
  return [...executions, ...connects.map((one) => ofConnect(history, one))].toSorted(
    (one, other) => one.n - other.n,
  );
}

/** The executions that did their work, as if they were failures: nobody should be told of one. */
export const successesIn = (history: History): readonly Failure[] =>
  intervals(history).flatMap((interval) => {
    const { end } = interval;
    return end?.status === 'success' && !isSilentFailure(history, end)
      ? [ofExecution(history, interval, end)]
      : [];
  });
