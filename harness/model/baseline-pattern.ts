import { createContext, Script, type Context } from 'node:vm';
import { z } from 'zod';
import { rangePattern } from './number-range.ts';
import { boundBy, boundWords, repetitionsIn } from './pattern-words.ts';

/** Findings that no cause has in common: a pattern that fits one of them binds nothing. */
const DECOYS = [
  '',
  'Something else went wrong.',
  '1 execution failed and says "Something else went wrong".',
  'Recovery: something else.',
] as const;

/** The least that a pattern has to ask for, unless it says the whole message. */
const LEAST_WORDS = 3;
const LEAST_LETTERS = 12;

/** How long one message may be compared with one pattern. Patterns of ours take microseconds. */
const MATCH_WITHIN_MS = 100;

/**
 * What a pattern may have: making a program of a larger one takes seconds, which no time limit
 * ends. Patterns of ours have five repetitions and three hundred characters.
 */
const MOST_REPETITIONS = 200;
const LONGEST_CHARACTERS = 5_000;

/** How often a match is begun that got no processor. */
const MOST_TRIES = 20;

const matching = new Script('pattern.test(message)');
let sandbox: Context | undefined;

/** A pattern that can be compared with messages. */
interface CompiledPattern {
  /** False also when it takes too long to tell, so that nothing is excused by it. */
  test(message: string): boolean;
}

/**
 * The pattern of a finding's message, to be searched from the message's beginning. JavaScript's
 * regular expressions try every way in which a text may fit, of which there can be more than
 * anybody can wait for; a time limit of the virtual machine ends them.
 * @throws SyntaxError
 */
export function compilePattern(pattern: string): CompiledPattern {
  const compiled = new RegExp(pattern, 'su');
  let tooSlow = false;
  return {
    test(message) {
      if (tooSlow) return false;
      sandbox ??= createContext({});
      Object.assign(sandbox, { pattern: compiled, message });
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const before = cpuMs();
        try {
          return matching.runInContext(sandbox, { timeout: MATCH_WITHIN_MS }) === true;
        } catch {
          // On a crowded machine the time may pass while this process waits for its turn.
          if (cpuMs() - before >= MATCH_WITHIN_MS / 2) break;
        }
      }
      tooSlow = true;
      return false;
    },
  };
}

/** Processor time of this process in milliseconds. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** What is wrong with a pattern that asks for too little, or for ever; undefined when nothing. */
function whyUseless(pattern: string): string | undefined {
  const bound = boundBy(pattern);
  if (bound.nested)
    return 'the pattern has a repetition within a repetition, which a text can fit in countless ways; repeat the inner part alone';
  if (bound.wildFirst) return 'the pattern begins with any words; begin as the message begins';
  if (!bound.wild && /[^\\]\$$/.test(pattern)) return undefined;
  const words = boundWords(bound);
  if (words.length >= LEAST_WORDS && words.join('').length >= LEAST_LETTERS) return undefined;
  const asked = words.length === 0 ? 'no word' : `only '${words.join(' ')}'`;
  return `the pattern binds nothing: ${asked} has to be in the message; write down as much of it as tells this cause from others, ${LEAST_WORDS} words or more`;
}

function problemWith(pattern: string): string | undefined {
  if (!pattern.startsWith('^')) return "the pattern begins with '^', as the message begins";
  if (pattern.length > LONGEST_CHARACTERS)
    return `the pattern is longer than ${LONGEST_CHARACTERS} characters`;
  let compiled: CompiledPattern;
  try {
    compiled = compilePattern(pattern);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
  if (repetitionsIn(pattern) > MOST_REPETITIONS)
    return `the pattern has over ${MOST_REPETITIONS} repetitions`;
  const fitting = DECOYS.find((decoy) => compiled.test(decoy));
  if (fitting !== undefined) return `the pattern fits any message, also '${fitting}'`;
  return whyUseless(pattern);
}

/**
 * A pattern of what a finding says. It begins where the message begins, and it must say something:
 * one that would fit another cause as well is refused.
 */
export const patternSchema = z.string().superRefine((pattern, context) => {
  const message = problemWith(pattern);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** A number in a message: how long something took, a part of a name, or a number by itself. */
const NUMBER =
  /(?<took>(?<![\w.])\d+(?:\.\d+)? (?:ms|s|min|h)\b)|(?<name>(?<=[\w./#:-])\d+|\d+(?!\d)(?=[a-z_/#:-]|\.\d))|(?<alone>\d+)/gi;
/** A number by itself and the word that it counts, which may be one or several. */
const COUNTED = /^ ([a-z]{3,})\b/;
/** Larger numbers are ids or addresses. */
const MOST_COUNTED = 9_999;

/** A pattern of a word in the singular and in the plural. */
const oneOrSeveral = (word: string): string =>
  /(?:ies|[^aeiou]y)$/.test(word)
    ? word.replace(/(?:ies|y)$/, '(?:y|ies)')
    : `${word.replace(/(?<=sh|ss|ch)es$|(?<!s)s$/, '')}(?:e?s)?`;

const isStatus = (number: number): boolean => number >= 100 && number <= 599;

/** A message in parts: literal text, patterns of what is open, and counts. */
type Part = { readonly text: string } | { readonly open: string } | { readonly count: number };

function partsOf(message: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: found, index, groups } of message.matchAll(NUMBER)) {
    if (index < at) continue;
    parts.push({ text: message.slice(at, index) });
    at = index + found.length;
    const number = Number(found);
    if (groups?.['took'] !== undefined)
      parts.push({ open: String.raw`\d+(?:\.\d+)? (?:ms|s|min|h)` });
    else if (groups?.['alone'] === undefined || number > MOST_COUNTED)
      parts.push({ open: String.raw`\d+` });
    else if (isStatus(number)) parts.push({ text: found });
    else {
      parts.push({ count: number });
      const [counted, word] = COUNTED.exec(message.slice(at)) ?? [];
      if (counted === undefined || word === undefined) continue;
      parts.push({ open: ` ${oneOrSeveral(word)}` });
      at += counted.length;
    }
  }
  return [...parts, { text: message.slice(at) }];
}

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`);

/** What messages have in common when their counts are left out. */
const shapeOf = (parts: readonly Part[]): string =>
  JSON.stringify(parts.map((part) => ('count' in part ? 'count' : part)));

/**
 * A message without its counts, durations, ids and addresses: equal for messages that differ in
 * nothing else.
 */
export const messageShape = (message: string): string => shapeOf(partsOf(message));

/** A count may turn out half as large or twice as large in another run, and no more. */
const countPattern = (counts: readonly number[]): string =>
  rangePattern(Math.ceil(Math.min(...counts) / 2), Math.max(...counts) * 2);

function patternOfShape(messages: readonly (readonly Part[])[]): string {
  const [first = []] = messages;
  return first
    .map((part, index) => {
      if ('text' in part) return escaped(part.text);
      if ('open' in part) return part.open;
      return countPattern(
        messages.flatMap((parts) => {
          const same = parts[index];
          return same !== undefined && 'count' in same ? [same.count] : [];
        }),
      );
    })
    .join('');
}

/**
 * A pattern that fits messages, and the same messages with other durations, ids and addresses.
 * Statuses and codes are bound; counts may change as long as they stay about as large.
 * @example patternOf(['2 refreshes after 503']) // '^[1-4] refresh(?:e?s)? after 503$'
 */
export function patternOf(messages: readonly string[]): string {
  const shapes = [...Map.groupBy(messages.map(partsOf), shapeOf).values()].map(patternOfShape);
  const [only] = shapes;
  return shapes.length === 1 && only !== undefined ? `^${only}$` : `^(?:${shapes.join('|')})$`;
}
