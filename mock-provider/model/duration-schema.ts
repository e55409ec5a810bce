import { z } from 'zod';
import { isDuration, isDurationInForm, LONGEST_WAIT_MS, toMs } from './duration.ts';

const HOW = "write a number and a unit, for example '30s', '10m' or '1h'";
const SHOWN_CHARACTERS = 40;

/** What was written, cut: whoever wrote four hundred digits knows the rest. */
const shown = (input: unknown): string => {
  const text = typeof input === 'bigint' ? `${input}` : (JSON.stringify(input) ?? String(input));
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
};

/**
 * A duration as text: a number and a unit, from `0ms` to `1000y`. A bare number is refused, because
 * nobody knows its unit.
 */
export const durationSchema = z
  .templateLiteral([z.number().nonnegative(), z.enum(['ms', 's', 'm', 'h', 'd', 'y'])], {
    error: (issue) => `${shown(issue.input)} is not a duration; ${HOW}`,
  })
  .refine(isDuration, {
    // What follows asks for its milliseconds.
    abort: true,
    error: ({ input }) =>
      isDurationInForm(input)
        ? `${shown(input)} is longer than 1000y, the longest duration there is`
        : `${shown(input)} is not a duration; ${HOW}`,
  })
  .describe("a number and a unit: '250ms', '30s', '10m', '1h', '90d', '1y'");

/** A duration that is waited for in real time: at most `24d`, which is what a timer can hold. */
export const waitSchema = durationSchema.refine(
  // What is no duration at all has been told already.
  (text) => !isDuration(text) || toMs(text) <= LONGEST_WAIT_MS,
  'is longer than 24d, the longest that can be waited for in real time',
);

/** A wait that is one: a fault that delays by nothing changes nothing. */
export const delaySchema = waitSchema.refine(
  (text) => !isDuration(text) || toMs(text) > 0,
  'is no delay',
);
