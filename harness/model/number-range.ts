const digits = (from: string, to: string): string => (from === to ? from : `[${from}-${to}]`);

const anyDigits = (many: number): string => String.raw`\d`.repeat(many);

/** The alternatives that fit the numbers from one to another with as many digits. */
function ofSameLength(from: string, to: string): readonly string[] {
  const first = from.charAt(0);
  const last = to.charAt(0);
  const rest = from.length - 1;
  if (rest === 0) return [digits(first, last)];
  if (/^.0*$/.test(from) && /^.9*$/.test(to)) return [digits(first, last) + anyDigits(rest)];
  const below = (start: string, end: string, digit: string): readonly string[] =>
    ofSameLength(start, end).map((tail) => digit + tail);
  if (first === last) return below(from.slice(1), to.slice(1), first);
  const between = [Number(first) + 1, Number(last) - 1].map(String) as [string, string];
  return [
    ...below(from.slice(1), '9'.repeat(rest), first),
    ...(between[0] <= between[1] ? [digits(...between) + anyDigits(rest)] : []),
    ...below('0'.repeat(rest), to.slice(1), last),
  ];
}

/**
 * A pattern that fits the whole numbers of a range, written without leading zeros.
 * @example rangePattern(4, 16) // '(?:[4-9]|1[0-6])'
 */
export function rangePattern(from: number, to: number): string {
  const alternatives: string[] = [];
  for (let start = from; start <= to;) {
    const end = Math.min(to, 10 ** String(start).length - 1);
    alternatives.push(...ofSameLength(String(start), String(end)));
    start = end + 1;
  }
  const [only] = alternatives;
  return alternatives.length === 1 && only !== undefined ? only : `(?:${alternatives.join('|')})`;
}
