import type { Page } from 'playwright-core';
import { poll } from '../../machine/poll.ts';
import type { EditorVisit } from '../../model/editor.ts';
import { CALLBACK_PATH } from '../rest/editor-address.ts';
import { consentButton } from './selectors.ts';
import { takeScreenshot } from './take-screenshot.ts';

/** How long the provider's window may take from one page to the next. */
const NEXT_PAGE_WITHIN_MS = 60_000;

/**
 * Where the provider's window is: `back` at n8n, `asked` for consent, or at a page that leads
 * nowhere (`stays`), as it is when the provider shows an error; `closed` by somebody.
 */
type Place = 'back' | 'asked' | 'stays' | 'closed';

/** Where a window is once it is not under way; undefined while it is. */
async function placeOf(popup: Page, before: string | undefined): Promise<Place | undefined> {
  if (popup.isClosed()) return 'closed';
  const url = popup.url();
  if (url === before || url === '' || url === 'about:blank') return undefined;
  if (URL.canParse(url) && new URL(url).pathname.endsWith(CALLBACK_PATH)) return 'back';
  try {
    if ((await popup.evaluate<string>('document.readyState')) !== 'complete') return undefined;
    return (await consentButton(popup, 'allow').isVisible()) ? 'asked' : 'stays';
  } catch (error) {
    // It went on to another page while it was asked.
    if (popup.isClosed() || popup.url() !== url) return undefined;
    throw error;
  }
}

/**
 * Does in the provider's window what the user does there. Resolves to where the window is then: at
 * n8n's page, or at one of the provider that leads nowhere.
 */
export async function passConsent(
  popup: Page,
  { consent, onScreenshot }: EditorVisit,
  signal: AbortSignal,
): Promise<Exclude<Place, 'asked'> | undefined> {
  const next = (before?: string): Promise<Place | undefined> =>
    poll(() => placeOf(popup, before), { withinMs: NEXT_PAGE_WITHIN_MS, signal });
  const first = await next();
  if (first !== 'asked') return first;
  onScreenshot(await takeScreenshot(popup, 'consent'));
  const asked = popup.url();
  await consentButton(popup, consent).click();
  const then = await next(asked);
  return then === 'asked' ? 'stays' : then;
}
