import { parse } from 'flatted';
import type { ErrorText } from './pasted.ts';

/** What was found in data of any form. */
export interface FoundInJson {
  readonly errors: readonly ErrorText[];
  readonly n8n: string | undefined;
  /** Names of members that tell what the data is. */
  readonly members: ReadonlySet<string>;
}

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members beside which `message` is the message of an error. */
const OF_ERRORS = ['stack', 'httpCode', 'description', 'timestamp', 'level', 'errorDetails'];
/** Members of which the value is an error. */
const HOLD_ERRORS = new Set(['error', 'cause', 'errorResponse']);
/** Members with more words about an error. */
const MORE = ['description', 'errorDescription', 'rawErrorMessage', 'messages'];
/** Data may be large; more than this is not looked at. */
const MOST_VALUES = 500_000;

const VERSION = /\b\d+\.\d+\.\d+\b/;

/** In the flatted format every text and every object stands in one list, and for it its place. */
const isFlatted = (list: unknown): boolean =>
  Array.isArray(list) &&
  list.length > 1 &&
  typeof list[0] === 'object' &&
  list[0] !== null &&
  Object.values(list[0]).every(
    (value) =>
      value === null ||
      typeof value === 'number' ||
      typeof value === 'boolean' ||
      (typeof value === 'string' && /^\d+$/.test(value) && Number(value) < list.length),
  );

/** A text in the flatted format, as n8n stores the data of an execution. */
export function unflattened(text: string): unknown {
  if (!/^\[\s*[{[]/.test(text)) return undefined;
  try {
    return isFlatted(JSON.parse(text)) ? parse(text) : undefined;
  } catch {
    return undefined;
  }
}

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  );

const statusesOf = (value: Members): readonly number[] =>
  ['httpCode', 'statusCode', 'status'].flatMap((name) => {
    const status = Number(value[name]);
    return Number.isInteger(status) && status >= 400 && status < 600 ? [status] : [];
  });

function errorOf(value: Members, isHeld: boolean): ErrorText | undefined {
  const text = value['errorMessage'] ?? value['message'];
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const isError = isHeld || 'errorMessage' in value || OF_ERRORS.some((member) => member in value);
  if (!isError) return undefined;
  const details = isMembers(value['errorDetails']) ? value['errorDetails'] : {};
  const beside = [value, details].flatMap((one) => MORE.flatMap((name) => textsOf(one[name])));
  const statuses = [value, details].flatMap(statusesOf);
  return { text, beside, statuses: [...new Set(statuses)], times: 1 };
}

function versionOf(value: Members): string | undefined {
  const written = value['n8nVersion'] ?? value['n8n_version'];
  return typeof written === 'string' ? VERSION.exec(written)?.[0] : undefined;
}

/** Errors in data: an execution, an error that was copied in the editor, a line of a log. */
export function errorsInJson(data: unknown): FoundInJson {
  const errors: ErrorText[] = [];
  const members = new Set<string>();
  const seen = new Set<unknown>();
  let n8n: string | undefined;
  const left: { readonly value: unknown; readonly isHeld: boolean }[] = [
    { value: data, isHeld: false },
  ];
  for (
    let next = left.shift();
    next !== undefined && seen.size < MOST_VALUES;
    next = left.shift()
  ) {
    const { value, isHeld } = next;
    if (typeof value === 'string') {
      const inner = unflattened(value);
      if (inner !== undefined) left.push({ value: inner, isHeld });
      continue;
    }
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    if (isMembers(value)) {
      const error = errorOf(value, isHeld);
      if (error !== undefined) errors.push(error);
      n8n ??= versionOf(value);
      Object.keys(value).forEach((name) => members.add(name));
    }
    for (const [name, inner] of Object.entries(value))
      left.push({ value: inner, isHeld: HOLD_ERRORS.has(name) });
  }
  return { errors, n8n, members };
}
