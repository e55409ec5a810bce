/** Parses JSON. Undefined when the text is not JSON: an answer may also be an HTML page. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
