import { distance } from 'fastest-levenshtein';

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
  const weightOf = (word: string): number => {
    const having = texts.filter((words) => words.includes(word)).length;
    return Math.log(1 + texts.length / (1 + having));
  };
  const sum = (words: readonly string[]): number =>
    words.reduce((total, word) => total + weightOf(word), 0);
  return (key) => {
    const asked = wordsOf(key);
    return texts.map((words) => {
      const shared = asked.filter((word) => words.some((other) => isSame(word, other)));
      const met = words.filter((word) => asked.some((other) => isSame(word, other)));
      const all = sum(asked) + sum(words);
      return all === 0 ? 0 : (sum(shared) + sum(met)) / all;
    });
  };
}
