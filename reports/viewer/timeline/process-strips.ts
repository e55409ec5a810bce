import type { EventOf } from '../../../harness/model/event.ts';
import type { History } from '../../../harness/model/history.ts';
import { describeEvent } from '../../text/describe-event.ts';
import type { Bar, Mark, Strip, Tone } from './drawing.ts';
import { stackBars, stretch } from './stretch.ts';
import type { TimeScale } from './time-scale.ts';

type Process = EventOf<'process'>;
type Lock = EventOf<'lock'>;
type OpenBar = Omit<Bar, 'y' | 'height'>;

/** Name of the strip for locks whose holder is not known. */
const UNKNOWN = 'unknown';

/** States of a process that last until the process enters another state. */
const STRETCHES: Readonly<
  Partial<
    Record<
      Process['state'],
      { readonly label: string; readonly tone: Tone; readonly until: ReadonlySet<Process['state']> }
    >
  >
> = {
  exited: { label: 'exited', tone: 'broken', until: new Set(['started']) },
  refused: { label: 'refused to start', tone: 'broken', until: new Set(['started']) },
  killed: { label: 'killed', tone: 'broken', until: new Set(['started']) },
  stopped: { label: 'stopped', tone: 'quiet', until: new Set(['started']) },
  paused: {
    label: 'stands still',
    tone: 'quiet',
    until: new Set(['resumed', 'exited', 'finished', 'refused', 'killed', 'stopped']),
  },
};

function bar(
  scale: TimeScale,
  from: Process | Lock,
  to: Process | Lock | undefined,
  look: { readonly label: string; readonly tone: Tone },
): OpenBar {
  const text =
    to === undefined
      ? `${describeEvent(from)} It stays so to the end of the run.`
      : `${describeEvent(from)} ${describeEvent(to)}`;
  return {
    n: from.n,
    events: [from.n, ...(to === undefined ? [] : [to.n])],
    ...stretch(scale, from.at, to?.at ?? scale.endMs),
    ...look,
    text,
  };
}

/** The times at which a process was down or paused. */
function stateBars(events: readonly Process[], scale: TimeScale): OpenBar[] {
  return events.flatMap((event) => {
    const look = STRETCHES[event.state];
    if (look === undefined) return [];
    const { label, tone, until } = look;
    return [
      bar(
        scale,
        event,
        events.find(({ n, state }) => n > event.n && until.has(state)),
        { label, tone },
      ),
    ];
  });
}

/** The time during which a command ran. A command is a process that ends by itself. */
function commandBars(events: readonly Process[], scale: TimeScale): OpenBar[] {
  return events
    .filter(({ state }) => state === 'finished')
    .flatMap((end) => {
      const begin = events.findLast(({ n, state }) => n < end.n && state === 'started');
      return begin === undefined ? [] : [bar(scale, begin, end, { label: 'runs', tone: 'quiet' })];
    });
}

/**
 * The time during which a process held the lock of a credential. It ends when the lock is released
 * or lost, or when a process is seen to take it.
 */
function lockBars(process: string, locks: readonly Lock[], scale: TimeScale): OpenBar[] {
  return locks
    .filter((event) => event.state === 'taken' && (event.process ?? UNKNOWN) === process)
    .map((taken) =>
      bar(
        scale,
        taken,
        locks.find(
          ({ n, credential, state }) =>
            n > taken.n &&
            credential === taken.credential &&
            (state === 'released' || state === 'lost' || state === 'taken'),
        ),
        { label: 'lock', tone: 'live' },
      ),
    );
}

const MARK_ROW_PX = 13;
const MARK_PX = 11;

/**
 * Marks for the moments at which a process waited for a lock that another one held, and at which a
 * process started for the first time. The start of a command is not marked, because its bar begins
 * there.
 */
function processMarks(
  process: string,
  events: readonly Process[],
  locks: readonly Lock[],
  scale: TimeScale,
): Mark[] {
  const begun = events.filter(
    ({ state }, index) =>
      state === 'started' &&
      !events.slice(0, index).some((before) => before.state !== 'started') &&
      !events.some((after) => after.state === 'finished'),
  );
  const waits = locks.filter(
    (event) => event.state === 'waits' && (event.process ?? UNKNOWN) === process,
  );
  return [...begun, ...waits].map((event): Mark => ({
    n: event.n,
    x: stretch(scale, event.at, event.at, MARK_PX).x + MARK_PX / 2,
    y: MARK_ROW_PX / 2,
    shape: 'dot',
    tone: event.type === 'lock' ? 'refused' : 'quiet',
    label: '',
    text: describeEvent(event),
  }));
}

/**
 * A strip for each process with events: when it was down or paused, and when it held locks of
 * credentials or waited for them.
 */
export function processStrips(history: History, scale: TimeScale): Strip[] {
  const events = history.of('process');
  const locks = history.of('lock');
  const held = locks
    .filter(({ state }) => state === 'taken' || state === 'waits')
    .map(({ process }) => process ?? UNKNOWN);
  const names = [...new Set([...events.map(({ process }) => process), ...held])].toSorted();
  return names.map((label) => {
    const own = events.filter(({ process }) => process === label);
    const stacked = stackBars(
      [...stateBars(own, scale), ...commandBars(own, scale), ...lockBars(label, locks, scale)],
      { tallPx: MARK_ROW_PX },
    );
    return { label, ...stacked, marks: processMarks(label, own, locks, scale), links: [] };
  });
}
