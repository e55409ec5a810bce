import { z } from 'zod';

/** Findings that no cause has in common: a pattern that fits one of them binds nothing. */
const DECOYS = [
  '',
  'Something else went wrong.',
  '1 execution failed and says "Something else went wrong".',
  'Recovery: something else.',
] as const;

/** The pattern of a finding's message, to be searched from the message's beginning. */
export const compilePattern = (pattern: string): RegExp => new RegExp(pattern, 'su');

function problemWith(pattern: string): string | undefined {
  if (!pattern.startsWith('^')) return "the pattern begins with '^', as the message begins";
  let compiled: RegExp;
  try {
    compiled = compilePattern(pattern);
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
  const fitting = DECOYS.find((decoy) => compiled.test(decoy));
  if (fitting !== undefined) return `the pattern fits any message, also '${fitting}'`;
  return undefined;
}

/**
 * A pattern of what a finding says. It begins where the message begins, and it must say something:
 * one that would fit another cause as well is refused.
 */
export const patternSchema = z.string().superRefine((pattern, context) => {
  const message = problemWith(pattern);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** `4 refreshes` and `1 refresh` alike. */
const counted = (_all: string, word: string): string =>
  `\\d+ ${word.replace(/(?<=sh|ss|ch)es$|(?<!s)s$/, '')}(?:e?s)?`;

/**
 * A pattern that fits a message and the same message with other numbers and durations.
 * @example patternOf('2 refreshes came 1.5 s apart') // '^\\d+ refresh(?:e?s)? came \\d… apart$'
 */
export function patternOf(message: string): string {
  const escaped = message.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`);
  const open = escaped
    .replaceAll(/\d+(?:\\\.\d+)? m?s(?![a-z])/g, '\u0001')
    .replaceAll(/\b\d+ ([a-z]{3,})/g, counted)
    .replaceAll(/(?<!\\d\+ [a-z]*)\d+/g, String.raw`\d+`)
    .replaceAll('\u0001', String.raw`\d+(?:\.\d+)? m?s`);
  return `^${open}$`;
}
