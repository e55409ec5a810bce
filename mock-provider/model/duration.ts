const UNITS_MS = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  y: 31_536_000_000,
} as const;
type Unit = keyof typeof UNITS_MS;

/**
 * A length of time with its unit, for example `'250ms'`, `'30s'`, `'10m'`, `'1h'`, `'90d'`, `'1y'`.
 */
export type Duration = `${number}${Unit}`;

const PATTERN = /^(\d+(?:\.\d+)?)(ms|s|m|h|d|y)$/;

/**
 * The longest duration there is, `1000y`, in milliseconds. Whatever is added up from such ones
 * stays a date that every client can read and a number that JSON can carry exactly.
 */
export const LONGEST_MS = 1_000 * UNITS_MS.y;

/**
 * The longest that a timer can wait, `24d`, in milliseconds. Timers of JavaScript hold 2³¹ - 1 ms
 * and fire at once when they are asked for more.
 */
export const LONGEST_WAIT_MS = 24 * UNITS_MS.d;

/**
 * True for text such as `'30s'`, from `'0ms'` to `'1000y'`. A bare number is never a duration, nor
 * is anything negative.
 */
export function isDuration(text: unknown): text is Duration {
  if (typeof text !== 'string') return false;
  const ms = millisecondsOf(text);
  return ms !== undefined && ms <= LONGEST_MS;
}

/** True for text that has a duration's form, be it too long or not. */
export function isDurationInForm(text: unknown): boolean {
  return typeof text === 'string' && PATTERN.test(text);
}

function millisecondsOf(text: string): number | undefined {
  const match = PATTERN.exec(text);
  return match === null ? undefined : Number(match[1]) * UNITS_MS[match[2] as Unit];
}

/**
 * Milliseconds of a {@link Duration}.
 * @example toMs('1h') // 3600000
 * @throws RangeError when the text is not a duration, or longer than 1000y
 */
export function toMs(duration: Duration): number {
  const ms = millisecondsOf(duration);
  if (ms === undefined || ms > LONGEST_MS)
    throw new RangeError(
      `'${duration}' is not a duration: write a number and a unit, for example '30s' or '1h', ` +
        'and at most 1000y.',
    );
  return ms;
}
