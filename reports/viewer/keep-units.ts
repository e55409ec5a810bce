/** Keeps a number and its unit on one line. */
export const keepUnits = (text: string): string =>
  text.replaceAll(/(\d) (?=(?:ms|s|min|h|d)\b)/g, '$1\u00a0');
