/** So much of a page is read: what matters to the user stands at its beginning. */
const LONGEST = 500;

/** What somebody reads on a page of HTML: its texts, without markup, styles and scripts. */
export const visibleText = (html: string): string =>
  html
    .replaceAll(/<!--.*?-->/gs, ' ')
    .replaceAll(/<(script|style|head)\b.*?<\/\1\s*>/gis, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST);
