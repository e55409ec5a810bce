import { distance } from 'fastest-levenshtein';

/**
 * The known names most similar to a misspelt one, most similar first; empty when none is similar.
 */
export function nearest(misspelt: string, known: readonly string[], most = 3): readonly string[] {
  const wanted = misspelt.toLowerCase();
  const reach = Math.max(2, Math.ceil(wanted.length * 0.4));
  const near = [...new Set(known)]
    .map((name) => ({ name, away: awayFrom(wanted, name.toLowerCase()) }))
    .filter(({ away }) => away <= reach)
    .sort((one, other) => one.away - other.away || one.name.localeCompare(other.name));
  const closest = near[0]?.away ?? 0;
  return near
    .filter(({ away }) => away <= closest + 2)
    .slice(0, most)
    .map(({ name }) => name);
}

/** A word of a name costs a little more than the whole: `githb` is `github-app`, not `gitlab`. */
const OF_A_WORD = 0.5;

const tail = (text: string, theme: string): string => text.slice(theme.length);

/** How far a text is from a name, in characters. A text within the name is one away. */
function awayFrom(wanted: string, name: string): number {
  if (name.includes(wanted) && wanted.length > 2) return 1;
  const theme = wanted.slice(0, wanted.lastIndexOf('/') + 1);
  if (theme !== '' && name.startsWith(theme))
    return Math.min(distance(wanted, name), awayFrom(tail(wanted, theme), tail(name, theme)));
  const words = name.split(/[-/. ]/).filter((word) => word.length > 2 && word !== name);
  return Math.min(
    distance(wanted, name),
    ...words.map((word) => distance(wanted, word) + OF_A_WORD),
  );
}

/**
 * A hint for a misspelt name: `did you mean 'a'?`. When no known name is similar, the hint lists
 * all names if they are few enough to read.
 */
export function didYouMean(misspelt: string, known: readonly string[]): string {
  const near = nearest(misspelt, known);
  if (near.length > 0) return `did you mean ${near.map((name) => `'${name}'`).join(' or ')}?`;
  return known.length <= 12
    ? `known: ${known.join(', ')}`
    : `there are ${known.length} to choose from`;
}
