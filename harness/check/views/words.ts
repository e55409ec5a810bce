const WORDS = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
] as const;

/** `1 refresh`, `8 refreshes`. */
export const count = (many: number, one: string, more = `${one}s`): string =>
  `${many} ${many === 1 ? one : more}`;

/** As {@link count}, with small numbers spelt out: `eight refreshes`. */
export const spelt = (many: number, one: string, more = `${one}s`): string =>
  `${WORDS[many] ?? many} ${many === 1 ? one : more}`;

/** Makes the first letter upper case. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `a`, `a and b`, `a, b and c`. */
export function list(items: readonly string[]): string {
  const last = items.at(-1);
  return items.length < 2 || last === undefined
    ? (last ?? '')
    : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** A duration in ms or s, for messages. */
export const seconds = (ms: number): string =>
  ms < 1_000 ? `${Math.round(ms)} ms` : `${Math.round(ms / 100) / 10} s`;

/** Removes repeated values; the first occurrence stays. */
export const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
