/** What a provider says when it says nothing. */
const EMPTY =
  /^(?:(?:an? )?(?:\w+ )?error (?:has )?occurr?ed|something went wrong|bad request)\W*$/i;

/**
 * True when a provider's words can tell an operator something: a sentence, or a code to look up.
 */
export const tellsSomething = (words: string): boolean =>
  !EMPTY.test(words) && (words.trim().split(/\s+/).length > 2 || /\w[_\d]/.test(words));

const escaped = (text: string): string => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);

/** A text without what it quotes; the same text when it does not quote it. */
export function withoutQuote(text: string, words: string | undefined): string {
  const parts = (words ?? '').replace(/[\s.]+$/, '').match(/\S+/g);
  return parts === null
    ? text
    : text.replaceAll(new RegExp(parts.map(escaped).join(String.raw`\s+`), 'gi'), '');
}
