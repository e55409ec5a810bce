/**
 * Makes a function that matches scenario names with a pattern: `*` matches any text within one part
 * of the name, `**` (or more stars) matches any text, `?` matches one character. The time grows
 * with the length of the name times the length of the pattern, not with the number of ways in which
 * the stars can match.
 */
export function globMatcher(pattern: string): (name: string) => boolean {
  const parts = pattern.match(/\*+|[^]/gu) ?? [];
  const isStar = (place: number): boolean => parts[place]?.startsWith('*') === true;
  /** A position in the pattern, and the one after it when a star there matches nothing. */
  const from = (place: number): readonly number[] => (isStar(place) ? [place, place + 1] : [place]);
  const after = (place: number, char: string): readonly number[] => {
    const part = parts[place];
    if (isStar(place)) return part !== '*' || char !== '/' ? from(place) : [];
    return part === char || (part === '?' && char !== '/') ? from(place + 1) : [];
  };
  return (name) => {
    let places = new Set(from(0));
    for (const char of name) places = new Set([...places].flatMap((place) => after(place, char)));
    return places.has(parts.length);
  };
}
