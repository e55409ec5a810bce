import { errorsInJson } from './errors-in-json.ts';
import type { ErrorText } from './pasted.ts';

/** What was found in a log; undefined for a text that is none. */
export interface FoundInLog {
  readonly errors: readonly ErrorText[];
  readonly n8n: string | undefined;
}

const TIME = String.raw`(?:\[?[\dT:.,Z +/-]{8,}\]?)`;
/** A line as n8n writes it to the console or a file, perhaps behind what Docker adds. */
const LINE = new RegExp(
  String.raw`^(?:\S+ +\| +)?${TIME}?\s*\|?\s*\[?(error|warn|info|debug|verbose)\]?\s*\|?[\s:]+`,
  'i',
);
/** The level of a line stands within its first characters. */
const HEAD = 120;
/** A longer message is told by its beginning. */
const LONGEST = 10_000;
/** A line that Node writes for an error: its name, and its message. */
const THROWN = /^\s*(?:Uncaught )?(?:[A-Z]\w*)?(?:Error|Exception)(?: \[\w+\])?: (.+)$/;
const OF_STACK = /^\s+at /;
/** What n8n writes behind a message: in which file it was logged, and more. */
const DATA = /\{\s*".*$/s;
const VERSION =
  /\bn8n(?:@|[ /-]?v(?:ersion)?[: ]*|[: ]+)(\d+\.\d+\.\d+)|^Version: (\d+\.\d+\.\d+)/im;

const TELLS_FAILURE = new Set(['error', 'warn']);

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The data behind a message, when it is whole. */
const dataIn = (line: string): unknown => {
  const begin = line.search(/\{\s*"/);
  return begin === -1 ? undefined : asJson(line.slice(begin).trim());
};

function lineOf(line: string): { readonly level: string; readonly message: string } | undefined {
  const data = line.trimStart().startsWith('{') ? asJson(line) : undefined;
  if (typeof data === 'object' && data !== null && 'level' in data && 'message' in data)
    return { level: String(data.level), message: String(data.message) };
  const [head, level] = LINE.exec(line.slice(0, HEAD)) ?? [];
  return level === undefined ? undefined : { level, message: line.slice(head?.length) };
}

const found = (text: string): ErrorText => ({ text, beside: [], statuses: [], times: 1 });

/** Errors in a log of n8n, of text or of one JSON object a line. */
export function errorsInLog(text: string): FoundInLog | undefined {
  const lines = text.split(/\r?\n/);
  const told = lines.map((line) => ({ line, parsed: lineOf(line) }));
  const isLog =
    told.some(({ parsed }) => parsed !== undefined) || lines.some((line) => OF_STACK.test(line));
  if (!isLog) return undefined;
  const errors = told.flatMap(({ line, parsed }): readonly ErrorText[] => {
    if (parsed === undefined) {
      const thrown = THROWN.exec(line.slice(0, LONGEST))?.[1];
      return thrown === undefined ? [] : [found(thrown)];
    }
    const data = errorsInJson(dataIn(line) ?? {});
    const message = parsed.message.slice(0, LONGEST).replace(DATA, '').trim();
    const own = TELLS_FAILURE.has(parsed.level.toLowerCase())
      ? [found(THROWN.exec(message)?.[1] ?? message)]
      : [];
    // A JSON line is itself an error with a message for whoever looks for these.
    return [...own, ...data.errors.filter((error) => error.text !== parsed.message)];
  });
  const [, spoken, alone] = VERSION.exec(text) ?? [];
  return { errors, n8n: spoken ?? alone };
}
