import type { EventOf, HistoryEvent } from '../../../harness/model/event.ts';
import type { History } from '../../../harness/model/history.ts';
import { describeEvent } from '../../text/describe-event.ts';
import type { Bar, Mark, Strip, Tone } from './drawing.ts';
import { processStrips } from './process-strips.ts';
import { stackBars, stretch } from './stretch.ts';
import type { TimeScale } from './time-scale.ts';

function executionBars(history: History, scale: TimeScale): Omit<Bar, 'y' | 'height'>[] {
  const started = new Map(history.of('execution-started').map((event) => [event.key, event]));
  const finished = history.of('execution').map((event) => {
    const start = started.get(event.key);
    const fromMs = start?.at ?? Math.max(0, event.at - event.durationMs);
    started.delete(event.key);
    const tone: Tone = event.status === 'success' ? 'ok' : 'broken';
    const events = start === undefined ? [event.n] : [start.n, event.n];
    return {
      n: event.n,
      events,
      ...stretch(scale, fromMs, event.at),
      tone,
      label: event.key,
      text: describeEvent(event),
    };
  });
  const open = [...started.values()].map((event) => ({
    n: event.n,
    events: [event.n],
    ...stretch(scale, event.at, scale.endMs),
    tone: 'quiet' as const,
    label: `${event.key} …`,
    text: `${describeEvent(event)} Its end was not recorded.`,
  }));
  return [...finished, ...open];
}

function probeMark(event: EventOf<'stored-credential'>): Omit<Mark, 'x' | 'y'> {
  const stored = typeof event.refresh === 'string' ? event.access : event.refresh;
  const live = typeof event.refresh === 'string' ? event.live?.access : event.live?.refresh;
  const label = typeof stored === 'string' ? stored : `${stored.family}·${stored.generation}`;
  const newest =
    typeof stored !== 'string' &&
    live !== undefined &&
    live.family === stored.family &&
    live.generation === stored.generation;
  return {
    n: event.n,
    shape: 'diamond',
    tone: newest ? 'ok' : 'broken',
    label,
    text: describeEvent(event),
  };
}

function momentMark(event: HistoryEvent): Omit<Mark, 'x' | 'y'> | undefined {
  const text = describeEvent(event);
  switch (event.type) {
    case 'stored-credential':
      return probeMark(event);
    case 'connect':
      return { n: event.n, shape: 'dot', tone: event.ok ? 'ok' : 'broken', label: 'connect', text };
    case 'harness-error':
      return { n: event.n, shape: 'cross', tone: 'broken', label: 'harness error', text };
    default:
      return undefined;
  }
}

function remedyBars(history: History, scale: TimeScale): Omit<Bar, 'y' | 'height'>[] {
  const events = history.of('remedy');
  return events
    .filter((event) => event.state === 'begin')
    .map((begin) => {
      const end = events.find(
        (event) => event.n > begin.n && event.remedy === begin.remedy && event.state !== 'begin',
      );
      const tone: Tone = end === undefined ? 'quiet' : end.state === 'end' ? 'live' : 'broken';
      return {
        n: (end ?? begin).n,
        events: [begin.n, ...(end === undefined ? [] : [end.n])],
        ...stretch(scale, begin.at, end?.at ?? scale.endMs),
        tone,
        label: begin.remedy,
        text: describeEvent(end ?? begin),
      };
    });
}

const MARK_ROW_PX = 16;
const MARK_PX = 11;
const LABEL_PX_PER_CHARACTER = 6;

function momentMarks(history: History, scale: TimeScale): Mark[] {
  const marks = history.events.flatMap((event): Mark[] => {
    const mark = momentMark(event);
    return mark === undefined
      ? []
      : [
          {
            ...mark,
            x: stretch(scale, event.at, event.at, MARK_PX).x + MARK_PX / 2,
            y: MARK_ROW_PX / 2,
          },
        ];
  });
  return marks.map((mark, index) => {
    const room = (marks[index + 1]?.x ?? scale.width + MARK_PX) - mark.x - 2 * MARK_PX;
    return mark.label.length * LABEL_PX_PER_CHARACTER <= room ? mark : { ...mark, label: '' };
  });
}

/**
 * The strips for the client: executions, processes, looks at the stored credential, and remedies.
 */
export function clientStrips(history: History, scale: TimeScale): Strip[] {
  const executions = stackBars(executionBars(history, scale));
  const remedies = stackBars(remedyBars(history, scale));
  const marks = momentMarks(history, scale);
  const strips: Strip[] = [
    {
      label: 'executions',
      group: 'n8n',
      height: executions.height,
      bars: executions.bars,
      marks: [],
      links: [],
    },
    ...processStrips(history, scale),
  ];
  if (marks.length > 0)
    strips.push({ label: 'stored credential', height: MARK_ROW_PX, bars: [], marks, links: [] });
  if (remedies.bars.length > 0)
    strips.push({
      label: 'remedy',
      height: remedies.height,
      bars: remedies.bars,
      marks: [],
      links: [],
    });
  return strips;
}
