import { distance } from 'fastest-levenshtein';

/** Known names that a misspelt one may have meant, nearest first; empty when none is near. */
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
 * `did you mean 'a'?`, or the whole list when nothing is near and the list is short enough to read.
 */
export function didYouMean(misspelt: string, known: readonly string[]): string {
  const near = nearest(misspelt, known);
  if (near.length > 0) return `did you mean ${near.map((name) => `'${name}'`).join(' or ')}?`;
  return known.length <= 12
    ? `known: ${known.join(', ')}`
    : `there are ${known.length} to choose from`;
}
