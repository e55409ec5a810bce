import { distance } from 'fastest-levenshtein';

/** A word of a name costs a little more than the whole: `githb` is `github-app`, not `gitlab`. */
const OF_A_WORD = 0.5;

/** The known name that a misspelt one is most likely meant to be. There is at least one. */
export function nearestName(misspelt: string, known: readonly string[]): string {
  const wanted = misspelt.toLowerCase();
  const away = (name: string): number => {
    const words = name.split(/[-/.]/).filter((word) => word.length > 2 && word !== name);
    return Math.min(
      distance(wanted, name.toLowerCase()),
      ...words.map((word) => distance(wanted, word.toLowerCase()) + OF_A_WORD),
    );
  };
  const [nearest = ''] = [...known].sort((one, other) => away(one) - away(other));
  return nearest;
}
