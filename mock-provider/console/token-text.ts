import type { TokenRef } from '../model/token-ref.ts';

/** The name of a token as the page shows it. */
export const tokenName = ({ kind, family, generation }: TokenRef): string =>
  `${kind} ${family} g${generation}`;

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** A length of time in the largest unit that fits, and the next smaller one. */
export function span(ms: number): string {
  const size = Math.abs(ms);
  const index = UNITS.findIndex(([, unit]) => size >= unit);
  const [first, second] = [UNITS[index], UNITS[index + 1]];
  if (first === undefined) return `${Math.round(size)} ms`;
  const whole = Math.floor(size / first[1]);
  const rest = second === undefined ? 0 : Math.floor((size % first[1]) / second[1]);
  return `${whole} ${first[0]}${second === undefined || rest === 0 ? '' : ` ${rest} ${second[0]}`}`;
}

/** A moment of realm time, to the second. */
export const moment = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');

/** The time of day of a moment of realm time. */
export const timeOfDay = (ms: number): string => new Date(ms).toISOString().slice(11, 19);
