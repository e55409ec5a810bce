import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { issueWords } from '../../mock-provider/index.ts';
import { didYouMean } from '../model/did-you-mean.ts';

/** One problem of a scenario, not yet with its position in the text. */
export interface ScenarioIssue {
  readonly path: readonly PropertyKey[];
  /** `key` when the key itself is wrong, `value` when its value is wrong. */
  readonly at: 'key' | 'value';
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** A file with more problems than this is of another kind; whoever mends these sees the others. */
export const MOST_PROBLEMS = 100;
/** So much of a value is repeated in a message. */
const SHOWN_CHARACTERS = 80;

/** What each discriminator key of the scenario schema selects, for messages. */
const KINDS: Readonly<Record<string, string>> = {
  do: 'a step',
  fault: 'a fault',
  use: 'a workflow template',
  remedy: 'a remedy',
};

/** Words that have another name now, by the key whose value they were. */
const RENAMED_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  during: { error: 'visible' },
};

/**
 * Checks a value against a schema and returns every problem, with suggestions for misspelt names
 * and keys.
 */
export function scenarioIssues(schema: z.ZodType, value: unknown): readonly ScenarioIssue[] {
  const knownKeys = new Map<unknown, Set<string>>();
  const collectKeys = (issue: z.core.$ZodRawIssue): undefined => {
    if (issue.code !== 'unrecognized_keys') return;
    const known = knownKeys.get(issue.input) ?? new Set();
    for (const key of keysOf(issue.inst)) known.add(key);
    knownKeys.set(issue.input, known);
  };
  const result = schema.safeParse(value, { error: collectKeys, reportInput: true });
  if (result.success) return [];
  return result.error.issues
    .slice(0, MOST_PROBLEMS + 1)
    .filter((issue, index, all) => !isOfWrongType(issue, all.slice(0, index)))
    .flatMap((issue) => describe(issue, [], (input) => [...(knownKeys.get(input) ?? [])]));
}

/** Of a value that has the wrong type nothing else is worth saying. */
const isOfWrongType = ({ path }: Issue, before: readonly Issue[]): boolean =>
  before.some((other) => other.code === 'invalid_type' && isDeepStrictEqual(other.path, path));

function keysOf(schema: unknown): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (schema instanceof z.ZodRecord && schema.keyType instanceof z.ZodEnum)
    return schema.keyType.options.map(String);
  return [];
}

function describe(
  issue: Issue,
  prefix: readonly PropertyKey[],
  known: (input: unknown) => readonly string[],
): readonly ScenarioIssue[] {
  const path = [...prefix, ...issue.path];
  const found = (message: string): ScenarioIssue[] => [{ path, at: 'value', message }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.slice(0, MOST_PROBLEMS + 1).map((key) => ({
        path: [...path, key],
        at: 'key',
        message: `unknown key '${cutOff(key)}'; ${didYouMean(key, known(issue.input))}`,
      }));
    case 'invalid_key':
      return [
        {
          path,
          at: 'key',
          message: `'${cutOff(String(path.at(-1)))}' cannot be a key here: ${issue.issues.map((inner) => inner.message).join('; ')}`,
        },
      ];
    case 'invalid_value':
      return found(
        renamedWord(path, issue.input) ??
          notOneOf(issue.input, issue.values.map(String), 'one of the known values'),
      );
    case 'invalid_union':
      return unionIssue(issue, path, known);
    case 'invalid_type':
      return found(
        issue.input === undefined
          ? `is missing; ${expected(issue)}`
          : (ownMessage(issue) ?? `is ${kindOf(issue.input)}; ${expected(issue)}`),
      );
    default:
      return found(issueWords(issue));
  }
}

function unionIssue(
  issue: z.core.$ZodIssueInvalidUnion,
  path: readonly PropertyKey[],
  known: (input: unknown) => readonly string[],
): readonly ScenarioIssue[] {
  if ('discriminator' in issue && issue.discriminator !== undefined) {
    const options = ('options' in issue && Array.isArray(issue.options) ? issue.options : []).map(
      String,
    );
    const given: unknown =
      typeof issue.input === 'object' && issue.input !== null
        ? Reflect.get(issue.input, issue.discriminator)
        : issue.input;
    return [
      {
        path,
        at: 'value',
        message: notOneOf(given, options, KINDS[issue.discriminator] ?? 'one of the known values'),
      },
    ];
  }
  const best = [...issue.errors].sort(
    (one, other) => fit(other, issue.input) - fit(one, issue.input),
  )[0];
  return best === undefined || best.length === 0
    ? [{ path, at: 'value', message: issue.message }]
    : best.flatMap((inner) => describe(inner, path, known));
}

/**
 * Estimates how likely the author meant this alternative of a union, as a number: 2 when all its
 * problems lie inside the value or are unknown keys, 1 when it expects literals of the same type as
 * the value, else 0.
 */
function fit(alternative: readonly Issue[], input: unknown): number {
  if (alternative.every(({ path, code }) => path.length > 0 || code === 'unrecognized_keys'))
    return 2;
  return alternative.some(
    (issue) =>
      issue.code === 'invalid_value' && issue.values.some((value) => typeof value === typeof input),
  )
    ? 1
    : 0;
}

function renamedWord(path: readonly PropertyKey[], given: unknown): string | undefined {
  if (typeof given !== 'string') return undefined;
  const words = new Map(Object.entries(RENAMED_WORDS[String(path.at(-1))] ?? {}));
  const now = words.get(given);
  return now === undefined ? undefined : `'${given}' is now called '${now}'`;
}

function notOneOf(given: unknown, options: readonly string[], kind: string): string {
  if (given === undefined)
    return `is missing; it must be ${kind}: ${options.length <= 12 ? options.join(', ') : `${options.slice(0, 5).join(', ')}, …`}`;
  const guess = typeof given === 'string' ? given : shown(given);
  return `${shown(given).replaceAll('"', "'")} is not ${kind}; ${didYouMean(guess, options)}`;
}

/** A value as JSON has it, cut: it may be a map that fills the file. */
function shown(value: unknown): string {
  return cutOff(JSON.stringify(value) ?? String(value));
}

const cutOff = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;

const EXAMPLES: Readonly<Record<string, string>> = {
  template_literal:
    "a duration is written as a number and a unit, for example '30s', '10m' or '1h'",
};

const expected = (issue: z.core.$ZodIssueInvalidType): string =>
  EXAMPLES[issue.expected] ?? `expected ${issue.expected === 'record' ? 'a map' : issue.expected}`;

/**
 * The schema's own message, when the schema defines one; it is better than the library's default.
 */
const ownMessage = (issue: z.core.$ZodIssueInvalidType): string | undefined =>
  issue.message.startsWith('Invalid input') ? undefined : issue.message;

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  return Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'a map'
      : `${typeof value} ${shown(value)}`;
}
