/**
 * Makes a function that matches scenario names with a pattern: `*` matches any text within one part
 * of the name, `**` matches any text, `?` matches one character. The time grows with the lengths of
 * name and pattern, not with the number of ways in which the stars can match.
 */
export function globMatcher(pattern: string): (name: string) => boolean {
  const parts = pattern.match(/\*\*|[^]/gu) ?? [];
  /**
   * A position in the pattern, and the positions that follow when the stars there match nothing.
   */
  const from = (place: number): readonly number[] => {
    const end = parts.findIndex((part, at) => at >= place && part !== '*' && part !== '**');
    const last = end < 0 ? parts.length : end;
    return Array.from({ length: last - place + 1 }, (_, ahead) => place + ahead);
  };
  const after = (place: number, char: string): readonly number[] => {
    const part = parts[place];
    if (part === '**' || (part === '*' && char !== '/')) return from(place);
    return part === char || (part === '?' && char !== '/') ? from(place + 1) : [];
  };
  return (name) => {
    let places = new Set(from(0));
    for (const char of name) places = new Set([...places].flatMap((place) => after(place, char)));
    return places.has(parts.length);
  };
}
