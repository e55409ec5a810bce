/** The reason for a failure as n8n's page shows it; undefined when the page is not about one. */
export function shownReason(html: string): string | undefined {
  const heading = /<h4>\s*Error:\s*(.*?)<\/h4>/s.exec(html)?.[1];
  const reason = /<pre class=['"]reason['"]>(.*?)<\/pre>/s.exec(html)?.[1];
  if (heading === undefined) return undefined;
  return [heading, reason]
    .filter((text) => text !== undefined)
    .map((text) => plain(text))
    .join(' / ');
}

/**
 * Reads n8n's page after the OAuth redirect. Its status is 200 in every case, so only the text
 * shows the result.
 * @returns undefined when the credential was connected, else n8n's explanation
 */
export function callbackFailure(status: number, html: string): string | undefined {
  const reason = shownReason(html);
  if (reason !== undefined) return reason;
  if (status !== 200) return `n8n answered ${status}`;
  // Versions before 1.80 say "Got connected".
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

/** Decodes what the page's template engine escapes. */
function plain(html: string): string {
  return html
    .replaceAll(
      /&(amp|lt|gt|quot|#x27|#x3D|#x60);/g,
      (entity, name: string) => ENTITIES[name] ?? entity,
    )
    .trim();
}
