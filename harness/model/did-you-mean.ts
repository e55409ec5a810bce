import { distance } from 'fastest-levenshtein';

/**
 * The known names most similar to a misspelt one, most similar first; empty when none is similar.
 */
export function nearest(misspelt: string, known: readonly string[], most = 3): readonly string[] {
  const wanted = misspelt.toLowerCase();
  const reach = Math.max(2, Math.ceil(wanted.length * 0.4));
  const near = known
    .map((name) => ({
      name,
      away:
        name.toLowerCase().includes(wanted) && wanted.length > 2
          ? 1
          : distance(wanted, name.toLowerCase()),
    }))
    .filter(({ away }) => away <= reach)
    .sort((one, other) => one.away - other.away || one.name.localeCompare(other.name));
  const closest = near[0]?.away ?? 0;
  return near
    .filter(({ away }) => away <= closest + 2)
    .slice(0, most)
    .map(({ name }) => name);
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
