import type { HistoryEvent } from '../../harness/model/event.ts';
import type { History } from '../../harness/model/history.ts';
import type { ScenarioResult } from '../../harness/model/results.ts';
import { describeEvent } from '../text/describe-event.ts';
import { excerpt, hasAll } from './search-words.ts';

/** Where the words of a query were found in a result, when its row does not show them. */
export interface Hit {
  /** What the text is: an execution's error, a finding, an event. */
  readonly place: string;
  readonly text: string;
  /** Number of the event that holds it. */
  readonly event?: number;
  /** How many more events hold it. */
  readonly more: number;
}

/** Tells whether a result has every word of a query: undefined when not, and where it was found. */
export type Search = (
  result: ScenarioResult,
  words: readonly string[],
) => { readonly hit?: Hit } | undefined;

interface Recorded {
  readonly event: number;
  /** What the event says, first as the page shows it. */
  readonly texts: readonly string[];
  readonly lower: string;
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) yield* stringsIn(inner);
}

function recorded(event: HistoryEvent, history: History): Recorded {
  const texts = [describeEvent(event, history.head), ...new Set(stringsIn(event))];
  return { event: event.n, texts, lower: texts.join('\n').toLowerCase() };
}

const inRow = ({
  name,
  title,
  outcome,
  summary,
  known,
  differsFromKnown = '',
}: ScenarioResult): string =>
  [name, title, outcome, summary, known?.reason ?? '', differsFromKnown].join('\n').toLowerCase();

/** The texts of a result that its row does not show. */
const inDetail = ({
  executions,
  findings,
}: ScenarioResult): readonly { readonly place: string; readonly text: string }[] => [
  ...[...new Set(executions.flatMap(({ error }) => error ?? []))].map((text) => ({
    place: 'error of an execution',
    text,
  })),
  ...findings.map(({ checker, message }) => ({
    place: 'finding',
    text: `${checker}: ${message}`,
  })),
];

/** The sentence of an event, and behind it the text that has the words if the sentence has not. */
function told({ texts: [sentence = '', ...texts] }: Recorded, words: readonly string[]): string {
  const holds = (text: string): boolean => hasAll(text.toLowerCase(), words);
  const text = holds(sentence) ? undefined : texts.find(holds);
  return text === undefined ? sentence : `${sentence} — ${text}`;
}

/**
 * A search in everything that was recorded of a result: its texts and findings, the errors of its
 * executions, and every text of its history, which is read when it is needed for the first time.
 * All words must be in one text of a history, or in the texts of the result together.
 */
export function searchIn(historyOf: (result: ScenarioResult) => History | undefined): Search {
  const read = new Map<ScenarioResult, readonly Recorded[]>();
  const eventsOf = (result: ScenarioResult): readonly Recorded[] => {
    const known = read.get(result);
    if (known !== undefined) return known;
    const history = historyOf(result);
    const events = history?.events.map((event) => recorded(event, history)) ?? [];
    read.set(result, events);
    return events;
  };
  return (result, words) => {
    const row = inRow(result);
    if (hasAll(row, words)) return {};
    const details = inDetail(result);
    const detail = details.find(({ text }) => hasAll(text.toLowerCase(), words));
    if (detail !== undefined)
      return { hit: { ...detail, text: excerpt(detail.text, words), more: 0 } };
    const found = eventsOf(result).filter(({ lower }) => hasAll(lower, words));
    // The first event is the plan: what happened tells more.
    const first = found.find(({ event }) => event > 1) ?? found[0];
    if (first !== undefined)
      return {
        hit: {
          place: `event ${first.event}`,
          text: excerpt(told(first, words), words),
          event: first.event,
          more: found.length - 1,
        },
      };
    const all = [row, ...details.map(({ text }) => text.toLowerCase())].join('\n');
    return hasAll(all, words) ? {} : undefined;
  };
}
