import { defineChecker } from '../../model/checker.ts';
import type { EventOf } from '../../model/event.ts';
import { holds, notLookedAt, unknown, violated, type Finding } from '../../model/finding.ts';
import type { History } from '../../model/history.ts';
import { SERVICES } from '../views/process-ends.ts';
import { serviceFaultsBefore } from '../views/target-faults.ts';
import { capital, count, list, unique } from '../views/words.ts';

type Exit = EventOf<'process'>;

/** The exit code of a program in a container that was ended by SIGKILL: 128 + 9. */
const KILLED = 137;

/**
 * Why an end that nobody asked for may not be the client's own doing; undefined when it is. Nobody
 * but the machine ends a process by SIGKILL, when its memory runs out.
 */
function excuse(history: History, { process, signal, code, n }: Exit): string | undefined {
  if (SERVICES.has(process)) return `${process}, a service that the harness runs, ended`;
  if (signal === 'SIGKILL' || code === KILLED) return `${process} was killed from outside`;
  const faults = serviceFaultsBefore(history, n);
  return faults.length > 0
    ? `${process} ended after ${list(unique(faults.map(({ fault }) => fault)))}`
    : undefined;
}

/** The start of another version that did not come up, of which an end is the reason. */
const failedStart = (history: History, n: number): EventOf<'version'> | undefined =>
  history.of('version').find((version) => !version.started && version.n > n);

const notUp = ({ from, to }: EventOf<'version'>): string =>
  `${to} did not come up on what ${from} had stored`;

function inWords({ process, code, signal }: Exit): string {
  if (typeof signal === 'string') return `${process} was ended by ${signal}`;
  return typeof code === 'number' ? `${process} ended with exit code ${code}` : `${process} ended`;
}

function endOf(history: History, exit: Exit): string {
  const start = failedStart(history, exit.n);
  return start === undefined
    ? `${capital(inWords(exit))} although nobody asked it to.`
    : `The client of version ${notUp(start)}: ${inWords(exit)}.`;
}

/** True when a target shows nothing from which the end of a process could be seen. */
const isHidden = ({ head }: History): boolean =>
  head?.capabilities !== undefined &&
  !head.capabilities.includes('kill') &&
  !head.capabilities.includes('log');

/** What can be said of a hidden target: it may be gone, or the network between may be. */
function ofHidden(history: History): Finding {
  const silent = history.of('harness-error').find(({ code }) => code === 'n8n-unreachable');
  return notLookedAt(
    silent === undefined
      ? 'This target does not show its processes.'
      : 'The client no longer answered, and this target does not show its processes.',
  );
}

const isRestartThatFailed = ({ remedy, state }: EventOf<'remedy'>): boolean =>
  remedy === 'restart' && state === 'failed';

/** Checks that no process of the client ends although nobody asked it to. */
export const processesStayAlive = defineChecker({
  name: 'processes-stay-alive',
  judges: 'safety',
  invariant: 'No process of the client ends unless a fault, a remedy or the plan ends it.',
  basis:
    'A process that dies of an answer of somebody else’s server takes all workflows with it, not only those of one account.',
  check(history) {
    const exits = history.of('process').filter(({ state }) => state === 'exited');
    const own = exits.filter((exit) => excuse(history, exit) === undefined);
    const [first, ...more] = own;
    if (first !== undefined)
      return violated(endOf(history, first), [first.n, ...more.map(({ n }) => n)]);
    const excused = exits.map((exit) => excuse(history, exit) ?? '');
    if (excused.length > 0)
      return unknown(
        `${capital(list(unique(excused)))}, which may not be the client's doing.`,
        exits.map(({ n }) => n),
      );
    if (isHidden(history)) return ofHidden(history);
    const lost = history.of('end').find(({ because }) => because === 'client-ended');
    const slow = history.of('remedy').find(isRestartThatFailed);
    // One that ends while it starts has exited; this one was stopped because it was waited for.
    if (lost !== undefined && slow !== undefined)
      return unknown('The client was not up in time after it had been restarted as a remedy.', [
        slow.n,
        lost.n,
      ]);
    if (lost !== undefined) {
      const start = failedStart(history, 0);
      return violated(
        start === undefined
          ? 'The client ended although nobody asked it to.'
          : `The client of version ${notUp(start)}.`,
        [lost.n],
      );
    }
    if (history.of('harness-error').some(({ code }) => code === 'target-died'))
      return unknown('The client ended, and the history does not say how.');
    const asked = history
      .of('process')
      .filter(({ state }) => state === 'killed' || state === 'stopped');
    return holds(
      asked.length === 0
        ? 'No process ended.'
        : `${count(asked.length, 'process', 'processes')} ended because the plan wanted it, no other.`,
      (asked.length === 0 ? history.of('end') : asked).map(({ n }) => n),
    );
  },
});
