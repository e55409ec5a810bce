import type { Page } from 'playwright-core';
import { poll } from '../../machine/poll.ts';
import { ConnectFailed } from '../../model/connect-failed.ts';
import type { EditorAnswer, EditorVisit } from '../../model/editor.ts';
import { HarnessError } from '../../model/error.ts';
import { scrub } from '../../model/scrub.ts';
import { callbackFailure, shownReason } from '../rest/callback-page.ts';
import { browserError } from './browser-error.ts';
import { holdMessage, type HeldMessage } from './hold-message.ts';
import { openBrowser, type BrowserSession, type OpenedBrowser } from './open-browser.ts';
import { passConsent } from './pass-consent.ts';
import { connectButton, connectedText, moreDetails, whatIsTold } from './selectors.ts';
import { takeScreenshot } from './take-screenshot.ts';

/** How long the editor may take to open the provider's window, and to say what came of it. */
const WINDOW_WITHIN_MS = 60_000;
const CONNECTED_WITHIN_MS = 60_000;
/** An editor that has anything to say of a connect that failed says it at once. */
const TOLD_WITHIN_MS = 3_000;

/** A connect on its way through the editor. */
interface Way extends OpenedBrowser {
  readonly visit: EditorVisit;
  readonly held: HeldMessage;
  readonly signal: AbortSignal;
}

/**
 * Connects a credential as a user does: opens its dialog, presses Connect, passes the provider's
 * page in the window that opens, and waits until the dialog says that it is connected.
 * @throws ConnectFailed with the page, and with what the dialog told
 * @throws HarnessError `browser-failed`, `editor-not-understood`, `editor-elsewhere`
 */
export async function connectInEditor(
  session: BrowserSession & { readonly credentialId: string },
  visit: EditorVisit,
  signal: AbortSignal,
): Promise<EditorAnswer> {
  try {
    await using browser = await openBrowser(session, signal);
    const held = await holdMessage(browser.context);
    return await connect({ ...browser, visit, held, signal }, session);
  } catch (cause) {
    signal.throwIfAborted();
    throw browserError('connect the credential', cause);
  }
}

async function connect(
  way: Way,
  { base, credentialId }: { readonly base: string; readonly credentialId: string },
): Promise<EditorAnswer> {
  const { page, visit, signal } = way;
  await page.goto(`${base}/home/credentials/${encodeURIComponent(credentialId)}`);
  await connectButton(page).waitFor();
  visit.onScreenshot(await takeScreenshot(page, 'before'));
  const opened = page.context().waitForEvent('page', { timeout: WINDOW_WITHIN_MS });
  // Awaited below, unless the button cannot be pressed.
  opened.catch(() => undefined);
  await connectButton(page).click();
  const popup = await opened.catch((cause: unknown) => noWindow(page, cause));
  const place = await passConsent(popup, visit, signal);
  return place === 'back' ? comeBack(way, popup) : stayAway(way, popup);
}

/** The user pressed the button, and no window opened. */
async function noWindow(page: Page, cause: unknown): Promise<never> {
  if (!(cause instanceof Error && cause.name === 'TimeoutError')) throw cause;
  const told = scrub(await whatIsTold(page), []);
  throw new ConnectFailed(
    `the editor opened no window for the provider, and says "${told}"`,
    '',
    undefined,
    told,
  );
}

/** The provider led back to n8n: reads n8n's page, then what the dialog makes of it. */
async function comeBack(way: Way, popup: Page): Promise<EditorAnswer> {
  const html = await readPage(popup, way).catch((cause: unknown) => {
    if (!popup.isClosed() || !way.context.browser()?.isConnected()) throw cause;
    throw new HarnessError(
      'editor-not-understood',
      "Could not connect the credential in n8n's editor: the window was closed before it was read.",
      { cause },
    );
  });
  way.held.release();
  const failure = callbackFailure(200, html);
  const dialog =
    failure === undefined ? await connectedDialog(way, popup) : await failedDialog(way, popup);
  if (failure === undefined && (await connectedText(way.page).isVisible()))
    return { page: html, dialog };
  const shown = shownReason(html);
  throw new ConnectFailed(
    failure === undefined
      ? `n8n's page says that it is, but its dialog says "${scrub(dialog, [])}"`
      : scrub(failure, []).replace(/\.$/, ''),
    html,
    shown === undefined ? undefined : scrub(shown, []),
    scrub(dialog, []),
  );
}

/** Reads and photographs n8n's page, with what it folds. */
async function readPage(popup: Page, { visit }: Way): Promise<string> {
  await popup.waitForLoadState('load');
  const html = await popup.content();
  if (await moreDetails(popup).isVisible()) await moreDetails(popup).click();
  visit.onScreenshot(await takeScreenshot(popup, 'callback'));
  return html;
}

/** The provider showed a page of its own, and the user closes it. */
async function stayAway(way: Way, popup: Page): Promise<never> {
  const said = popup.isClosed()
    ? 'the window was closed'
    : `the provider's page says "${await firstLine(popup)}" and leads nowhere`;
  if (!popup.isClosed()) way.visit.onScreenshot(await takeScreenshot(popup, 'consent'));
  way.held.release();
  const dialog = await failedDialog(way, popup);
  throw new ConnectFailed(scrub(said, []), '', undefined, scrub(dialog, []));
}

const firstLine = async (page: Page): Promise<string> =>
  (await page.locator('body').innerText()).trim().split('\n')[0] ?? '';

/** Waits until the dialog says that it is connected and has closed the window. */
async function connectedDialog({ page, visit, signal }: Way, popup: Page): Promise<string> {
  await poll(
    async () => ((await connectedText(page).isVisible()) && popup.isClosed() ? true : undefined),
    { withinMs: CONNECTED_WITHIN_MS, signal },
  );
  return tell(page, visit);
}

/**
 * Waits whether the editor says anything of a connect that failed; the user reads the window and
 * closes it.
 */
async function failedDialog({ page, visit, signal }: Way, popup: Page): Promise<string> {
  const before = await whatIsTold(page);
  const changed = async (): Promise<true | undefined> =>
    (await whatIsTold(page)) === before ? undefined : true;
  await poll(changed, { withinMs: TOLD_WITHIN_MS, signal });
  if (!popup.isClosed()) await popup.close();
  await poll(changed, { withinMs: TOLD_WITHIN_MS, signal });
  return tell(page, visit);
}

async function tell(page: Page, visit: EditorVisit): Promise<string> {
  visit.onScreenshot(await takeScreenshot(page, 'after'));
  return whatIsTold(page);
}
