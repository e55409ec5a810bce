/** Literal text as one word of a POSIX shell. No shell can hold a NUL in a word. */
export const quoted = (text: string): string =>
  `'${text.replaceAll('\0', '').replaceAll("'", String.raw`'\''`)}'`;

/** The name of a shell variable for a placeholder: `REFRESH_TOKEN_F1_G2`. */
const variableFor = (placeholder: string): string =>
  placeholder
    .toUpperCase()
    .replaceAll(/[^A-Z\d]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .replace(/^(?=\d|$)/, 'SECRET_');

/** A text with placeholders as one word, in which a variable stands for each of them. */
export function wordOf(masked: string): { readonly word: string; readonly variables: string[] } {
  const variables: string[] = [];
  const parts = masked.split(/‹([^›]*)›/).map((part, index) => {
    if (index % 2 === 0) return part === '' ? '' : quoted(part);
    const name = variableFor(part);
    variables.push(name);
    return `"$${name}"`;
  });
  return { word: parts.join('') || "''", variables };
}
