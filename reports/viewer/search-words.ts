/**
 * The words of a query. People paste what they have in hand, so quotes and full stops around a word
 * do not count.
 */
export const wordsOf = (query: string): readonly string[] =>
  query
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');

/** True when a text in lower case has every word. */
export const hasAll = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.includes(word));

/** A part of a text; `isHit` says that the query asks for it. */
export interface TextPart {
  readonly text: string;
  readonly isHit: boolean;
}

const escaped = (word: string): string => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** Cuts a text into what the query asks for and the rest, in order. */
export function markWords(text: string, words: readonly string[]): readonly TextPart[] {
  if (words.length === 0) return [{ text, isHit: false }];
  const longestFirst = words.toSorted((a, b) => b.length - a.length).map(escaped);
  return text
    .split(new RegExp(`(${longestFirst.join('|')})`, 'iu'))
    .map((part, index) => ({ text: part, isHit: index % 2 === 1 }))
    .filter((part) => part.text !== '');
}

/**
 * The part of a long text around the first word of the query that it has, with dots for what was
 * cut off.
 */
export function excerpt(text: string, words: readonly string[], most = 260): string {
  if (text.length <= most) return text;
  const lower = text.toLowerCase();
  const found = words.map((word) => lower.indexOf(word)).filter((at) => at >= 0);
  const first = found.length === 0 ? 0 : Math.min(...found);
  const from = Math.max(0, Math.min(first - 60, text.length - most));
  const cut = text.slice(from, from + most);
  return `${from === 0 ? '' : '… '}${cut.trim()}${from + most >= text.length ? '' : ' …'}`;
}
