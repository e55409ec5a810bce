/**
 * What n8n's page after the OAuth redirect says. It answers 200 either way, so only the text tells.
 * @returns undefined when the credential was connected, else n8n's explanation
 */
export function callbackFailure(status: number, html: string): string | undefined {
  const heading = /<h4>\s*Error:\s*(.*?)<\/h4>/s.exec(html)?.[1];
  const reason = /<pre class=['"]reason['"]>(.*?)<\/pre>/s.exec(html)?.[1];
  if (heading !== undefined)
    return [heading, reason]
      .filter((text) => text !== undefined)
      .map((text) => plain(text))
      .join(' / ');
  if (status !== 200) return `n8n answered ${status}`;
  // Before 1.80 the page says "Got connected".
  return /Connection successful|Got connected/i.test(html)
    ? undefined
    : "n8n's page does not say that the account was connected";
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#x27': "'",
  '#x3D': '=',
  '#x60': '`',
};

/** Undoes what the page's template engine escapes. */
function plain(html: string): string {
  return html
    .replaceAll(
      /&(amp|lt|gt|quot|#x27|#x3D|#x60);/g,
      (entity, name: string) => ENTITIES[name] ?? entity,
    )
    .trim();
}
