import type { RecordedExchange } from '../../model/history.ts';
import { broken, throttled, type CauseRule } from './cause-rule.ts';
import { BLAMES, DOWN, LINE, THROTTLE } from './cause-words.ts';

/** A server that may throttle or fall silent. */
interface Server {
  /** Begins the names of its rules. */
  readonly id: string;
  /** As the subject of a sentence. */
  readonly name: string;
  readonly isAsked: (exchange: RecordedExchange) => boolean;
  /** What helps against its throttling, as an infinitive. */
  readonly wayOut: string;
  /** Who is to blame, beside the line, when it does not answer. */
  readonly toBlame: string;
  /** Words that help against its throttling, beside the usual ones. */
  readonly moreWords?: readonly RegExp[];
}

/** The causes that any server shows: it throttles, or gives no complete answer, or both. */
export function lineCauses(server: Server): readonly CauseRule[] {
  const { id, name, isAsked, wayOut, toBlame, moreWords = [] } = server;
  const shared = { codeHelps: false, misleads: BLAMES };
  const owed = `the way out is ${wayOut}, and nothing in the credential is wrong`;
  return [
    {
      // The client may have read the status and not the rest, or nothing at all.
      ...shared,
      id: `${id}-throttles-and-breaks-off`,
      cause: `${name} throttles, in an answer that did not arrive whole`,
      shows: (exchange) => isAsked(exchange) && throttled(exchange) && broken(exchange),
      helps: [THROTTLE, LINE, DOWN],
      owed,
    },
    {
      ...shared,
      id: `${id}-gave-no-complete-answer`,
      cause: `${name} gave no complete answer`,
      shows: (exchange) => isAsked(exchange) && broken(exchange),
      helps: [LINE, DOWN],
      owed: `the line or ${toBlame} is to blame, and nothing in the credential is wrong`,
    },
    {
      ...shared,
      id: `${id}-throttles`,
      cause: `${name} throttles`,
      shows: (exchange) => isAsked(exchange) && throttled(exchange),
      helps: [THROTTLE, ...moreWords],
      owed,
    },
  ];
}
