import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated } from '../../model/finding.ts';
import { count, list, unique } from '../views/words.ts';

const PLACES = {
  'client-log': "the client's log",
  history: 'the history of this run',
  'connect-page': 'the page that ends connecting',
  'client-store': 'what else the client stores',
  form: 'the form of a credential',
} as const;

/**
 * True for an execution that left nothing to search: the client had ended, or no record of the
 * execution was found.
 */
const leftNothing = ({ status, executionId }: EventOf<'execution'>): boolean =>
  status === 'lost' || (status === 'hung' && executionId === undefined);

/** Checks that no token or secret appears where it does not belong. */
export const noSecretLeaked = defineChecker({
  name: 'no-secret-leaked',
  judges: 'safety',
  invariant:
    'No token, code, code verifier or client secret stands in execution data, error messages, alarms, logs, elsewhere in the database or Redis, on the page that ends connecting, in the form of a credential, or in the record of this run.',
  basis:
    'RFC 6819 §5.1.6 and RFC 6750 §5.3: whoever reads a log or an execution must not be able to use the account.',
  check(history) {
    const executions = history.executions();
    const scans = history.of('leak-scan');
    const places = [
      ...executions
        .filter(({ leaks }) => leaks.length > 0)
        .map(({ n, leaks, key }) => ({
          n,
          leaks,
          where: `what is stored or told of execution ${key}`,
        })),
      ...scans
        .filter(({ leaks }) => leaks.length > 0)
        .map(({ n, leaks, place }) => ({ n, leaks, where: PLACES[place] })),
    ];
    const [first, ...more] = places;
    if (first !== undefined)
      return violated(
        `${list(unique(places.flatMap(({ leaks }) => leaks)))} can be read in ${list(places.map(({ where }) => where))}.`,
        [first.n, ...more.map(({ n }) => n)],
      );
    if (scans.length === 0)
      return unknown(
        'No log and no history was searched for secrets.',
        executions.map(({ n }) => n),
      );
    if (
      history.head?.capabilities?.includes('log') === true &&
      !scans.some(({ place }) => place === 'client-log')
    )
      return unknown(
        "The client's log was not searched for secrets.",
        scans.map(({ n }) => n),
      );
    const empty = scans.filter(({ characters }) => characters === 0);
    if (empty.length > 0)
      return unknown(
        `There was nothing to search in ${list(empty.map(({ place }) => PLACES[place]))}, so finding nothing proves nothing.`,
        empty.map(({ n }) => n),
      );
    const searched = list(unique(scans.map(({ place }) => PLACES[place])));
    const lost = executions.filter(leftNothing).length;
    const unread = lost > 0 ? ` ${count(lost, 'execution')} left nothing to search.` : '';
    const nothing = `Nothing found in ${searched} and in ${count(executions.length - lost, 'execution')}.${unread}`;
    // Below this level n8n logs nothing about credentials, so the driver says that there is no log.
    if (history.head?.capabilities?.includes('log') === false)
      return notLookedAt(
        `The client's log cannot be read on this target, or only above the level debug, and was not searched. ${nothing}`,
      );
    return holds(
      nothing,
      scans.map(({ n }) => n),
    );
  },
});
