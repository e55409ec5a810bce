/** A text as JSON, or undefined when it is none: an answer may as well be a page. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
