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

/** True for text such as `'30s'`. A bare number is never a duration. */
export function isDuration(text: unknown): text is Duration {
  return typeof text === 'string' && PATTERN.test(text);
}

/**
 * Milliseconds of a {@link Duration}.
 * @example toMs('1h') // 3600000
 * @throws RangeError when the text is not a duration
 */
export function toMs(duration: Duration): number {
  const match = PATTERN.exec(duration);
  if (match === null)
    throw new RangeError(
      `'${duration}' is not a duration: write a number and a unit, for example '30s' or '1h'.`,
    );
  return Number(match[1]) * UNITS_MS[match[2] as Unit];
}
