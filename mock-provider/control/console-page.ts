import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ControlError } from './control-error.ts';

/**
 * Where the built page is, relative to the sources (`mock-provider/control/`) and relative to the
 * compiled files (`dist/mock-provider/control/`). The page itself stays beside the sources.
 */
const CANDIDATES = [
  '../console/dist/index.html',
  '../../../mock-provider/console/dist/index.html',
] as const;

/**
 * This tag says that the control API asks for a token. When the API asks for none, the tag is
 * replaced. So the page knows which is the case without a request that is refused.
 */
const TOKEN_ASKED = '<meta name="control-token" content="asked" />';

/** The console page and its headers. */
export interface ConsolePage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The page and its headers. Its Content-Security-Policy allows only the scripts and styles that
 * were built into it, and requests to its own provider.
 * @param tokenAsked whether the control API asks for a token
 */
export function consolePage(built: string, tokenAsked: boolean): ConsolePage {
  const html = tokenAsked ? built : built.replace(TOKEN_ASKED, TOKEN_ASKED.replace('asked', 'off'));
  const policy = [
    "default-src 'none'",
    `script-src ${hashes(html, 'script')}`,
    `style-src ${hashes(html, 'style')}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    html,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  };
}

/** The hashes that allow inline scripts or styles (CSP Level 3 §6.7.3.3). */
function hashes(html: string, element: 'script' | 'style'): string {
  const inline = [
    ...html.matchAll(new RegExp(`<${element}\\b[^>]*>([\\s\\S]*?)</${element}>`, 'g')),
  ].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return inline.length === 0 ? "'none'" : inline.join(' ');
}

/**
 * Reads the built page.
 * @param base URL of the module that asks; tests hand in another
 * @throws ControlError 503 when it has not been built
 */
export async function readConsole(base: string = import.meta.url): Promise<string> {
  for (const candidate of CANDIDATES) {
    const text = await readFile(fileURLToPath(new URL(candidate, base)), 'utf8').catch(
      () => undefined,
    );
    if (text !== undefined) return text;
  }
  throw new ControlError(
    503,
    'not-found',
    'Could not show the console: its page has not been built.',
    { hint: 'npm run build:console' },
  );
}
