import { keyOf, normalise } from '../normalise.ts';
import { errorsInJson, unflattened } from './errors-in-json.ts';
import { errorsInLog } from './errors-in-log.ts';
import type { ErrorText, Pasted } from './pasted.ts';

/** More different texts than this are not looked up. */
const MOST_TEXTS = 200;

function asData(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The data in a text before or behind which something stands, such as a code fence. */
const dataWithin = (text: string): unknown =>
  asData(text.slice(text.search(/[[{]/), text.search(/[\]}][^\]}]*$/) + 1));

const kindOf = (members: ReadonlySet<string>): Pasted['kind'] => {
  if (members.has('n8nDetails') || members.has('errorDetails')) return 'copied error';
  return ['resultData', 'executionData', 'workflowData', 'lastNodeExecuted'].some((name) =>
    members.has(name),
  )
    ? 'execution'
    : 'JSON';
};

/** Texts that mean the same, as one with all that stood beside any of them. */
function eachOnce(errors: readonly ErrorText[]): readonly ErrorText[] {
  const groups = Map.groupBy(errors, ({ text }) => keyOf(normalise(text)));
  return [...groups]
    .filter(([key]) => key !== '')
    .slice(0, MOST_TEXTS)
    .map(([, same]) => ({
      text: same[0]?.text ?? '',
      beside: [...new Set(same.flatMap(({ beside }) => beside))],
      statuses: [...new Set(same.flatMap(({ statuses }) => statuses))],
      times: same.reduce((sum, { times }) => sum + times, 0),
    }));
}

/** A message alone, or with its description in the lines below it. */
function ofText(text: string): readonly ErrorText[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const whole = { text, beside: [], statuses: [], times: 1 };
  if (lines.length < 2) return [whole];
  return [
    whole,
    ...lines.map((line, index) => ({
      ...whole,
      text: line,
      beside: lines.toSpliced(index, 1),
    })),
  ];
}

const withoutColours = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- the escape character begins a colour
  text.replaceAll(/\u001B\[[\d;]*m/g, '');

/** Reads what somebody pasted: a message, a log, an execution, an error copied in the editor. */
export function readPasted(given: string): Pasted {
  const whole = withoutColours(given).trim();
  const data = asData(whole);
  const log = data === undefined ? errorsInLog(whole) : undefined;
  if (log !== undefined) return { ...log, kind: 'log', errors: eachOnce(log.errors), whole };
  const read = unflattened(whole) ?? data ?? dataWithin(whole);
  if (read === undefined) return { kind: 'text', errors: eachOnce(ofText(whole)), whole };
  const { errors, n8n, members } = errorsInJson(read);
  // A message that quotes what a server sent is a message.
  return data === undefined && errors.length === 0
    ? { kind: 'text', errors: eachOnce(ofText(whole)), n8n, whole }
    : { kind: kindOf(members), errors: eachOnce(errors), n8n, whole };
}
