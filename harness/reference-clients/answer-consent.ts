import type { Consent } from '../model/editor.ts';

/** What a browser that goes somewhere asks for. */
export const OF_BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } as const;

const FORM = /<form method="post" action="([^"]+)">/;
const CHECKED_OR_HIDDEN =
  /<input type="(?:hidden|checkbox)" name="([^"]+)" value="([^"]+)"(?: checked)?>/g;

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/**
 * Answers a page of consent as a user does who changes nothing on it but presses a button.
 * Undefined for any other page.
 */
export async function answerConsent(
  page: Response,
  consent: Consent,
  signal: AbortSignal,
): Promise<Response | undefined> {
  const html = await page.text();
  const action = FORM.exec(html)?.[1];
  if (action === undefined) return undefined;
  const fields = [...html.matchAll(CHECKED_OR_HIDDEN)].map(
    ([, name = '', value = '']): [string, string] => [plain(name), plain(value)],
  );
  return fetch(new URL(plain(action), page.url), {
    method: 'POST',
    headers: OF_BROWSER,
    body: new URLSearchParams([...fields, ['decision', consent]]),
    redirect: 'manual',
    signal,
  });
}
