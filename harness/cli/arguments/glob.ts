/**
 * A pattern over scenario names: `*` stands for anything within a part, `**` for anything, `?` for
 * one character.
 */
export function globToRegExp(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*|\*|\?|[\\^$+.()|[\]{}]/g, (found) => {
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    return found === '?' ? '[^/]' : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}
