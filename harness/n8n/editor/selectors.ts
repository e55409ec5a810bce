import type { Locator, Page } from 'playwright-core';
import { NOT_CONNECTED } from '../../model/editor.ts';

/**
 * How a user finds what he needs in n8n's editor: by role and by what is written there. Each with
 * the versions of n8n in which it was seen; all of them are looked for in every version.
 */
const CONNECT_BUTTONS = [
  { name: 'Connect my account', seenIn: '1.123' },
  { name: 'Connect', seenIn: '2.30 – 2.41' },
  { name: 'Reconnect', seenIn: '1.123 – 2.30' },
  { name: 'Switch account', seenIn: '2.41' },
] as const;

/** What the dialog says of a credential that is connected. */
const CONNECTED = [
  { text: /^Account connected\b/, seenIn: '1.123 – 2.41' },
  { text: /^Connected as /, seenIn: '2.41' },
] as const;

/** Below the reason, n8n's page after the way to the provider folds what it knows more. */
const MORE_DETAILS = { text: 'More details', seenIn: '1.123 – 2.41' } as const;

/** What is in every dialog and tells nothing of this credential. */
const SAYS_NOTHING = /^Need help filling out these fields\?/;

/** The first version whose editor is known here. */
export const OLDEST_EDITOR = '1.123.0';

const anyOf = (locators: readonly Locator[]): Locator =>
  locators.reduce((all, one) => all.or(one)).filter({ visible: true });

/** The button that begins to connect a credential, or to connect it again. */
export const connectButton = (page: Page): Locator =>
  anyOf(
    CONNECT_BUTTONS.map(({ name }) =>
      page.getByRole('dialog').getByRole('button', { name, exact: true }),
    ),
  ).first();

/** The dialog's own "connected". */
export const connectedText = (page: Page): Locator =>
  anyOf(CONNECTED.map(({ text }) => page.getByRole('dialog').getByText(text))).first();

/** What unfolds the rest of n8n's page after the way to the provider. */
export const moreDetails = (page: Page): Locator => page.getByText(MORE_DETAILS.text).first();

/** The answers of the provider's page of consent. */
export const consentButton = (page: Page, consent: 'allow' | 'deny'): Locator =>
  page.getByRole('button', { name: consent === 'allow' ? 'Allow' : 'Deny', exact: true });

/** What the editor tells at this moment: of the credential, and in messages of its own. */
export async function whatIsTold(page: Page): Promise<string> {
  const button = connectButton(page);
  const connected = connectedText(page);
  const state = (await connected.isVisible())
    ? await connected.innerText()
    : (await button.isVisible())
      ? `${NOT_CONNECTED}: ${await button.innerText()}`
      : '';
  const alerts = await page.getByRole('alert').filter({ visible: true }).allInnerTexts();
  return [state, ...alerts.filter((text) => !SAYS_NOTHING.test(text.trim()))]
    .map((text) => text.replaceAll(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .join(' / ');
}
