/** A mark without width; GitHub takes no name or number behind it for a person or an issue. */
const APART = '&#8203;';

const SPECIAL = /[\\`*_{}[\]|~!]/g;

/**
 * A text as it stands in a cell of a table of GitHub's Markdown (GFM 0.29 §4.10), in one line.
 * Nothing of it is formatted, is HTML, calls a person (`@name`) or links an issue (`#1`).
 */
export const cellText = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(SPECIAL, String.raw`\$&`)
    .replaceAll(/[@#]/g, `$&${APART}`);

/** A name in a cell, in the letters of code. */
export const cellCode = (text: string): string => `<code>${cellText(text)}</code>`;
