import { distance } from 'fastest-levenshtein';

/** More words than these do not make a text more telling. */
const MOST_WORDS = 200;

const wordsOf = (key: string): readonly string[] => [
  ...new Set(
    key
      .replaceAll(/‹[^›]*›/g, ' ')
      .split(/[^\p{L}\p{N}_]+/u)
      .filter((word) => word.length > 1),
  ),
];

/** Words that differ by a letter or two are the same word, misspelt or in another form. */
function isSame(one: string, other: string): boolean {
  if (one === other) return true;
  const shorter = Math.min(one.length, other.length);
  return shorter > 4 && distance(one, other) <= (shorter > 7 ? 2 : 1);
}

/**
 * Compares a text with many others, by the words that they share: a word that few texts have says
 * more than one that all have.
 * @returns for a text, its likeness to each of the others, from 0 to 1
 */
export function likenessTo(keys: readonly string[]): (key: string) => readonly number[] {
  const texts = keys.map(wordsOf);
  const having = new Map<string, number>();
  for (const word of texts.flat()) having.set(word, (having.get(word) ?? 0) + 1);
  const weightOf = (word: string): number =>
    Math.log(1 + texts.length / (1 + (having.get(word) ?? 0)));
  const sum = (words: readonly string[]): number =>
    words.reduce((total, word) => total + weightOf(word), 0);
  return (key) => {
    const asked = wordsOf(key).slice(0, MOST_WORDS);
    return texts.map((words) => {
      const shared = asked.filter((word) => words.some((other) => isSame(word, other)));
      const met = words.filter((word) => asked.some((other) => isSame(word, other)));
      const all = sum(asked) + sum(words);
      return all === 0 ? 0 : (sum(shared) + sum(met)) / all;
    });
  };
}
