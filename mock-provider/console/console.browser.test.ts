import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startControlled } from '../control/testing/start-controlled.ts';
import type { Realm } from '../realm/realm.ts';
import { harSchema } from '../traffic/testing/har-schema.ts';
import { consolePages, type ConsolePages } from './testing/console-pages.ts';
import type { TestClient } from './testing/oauth-client.ts';
import { findChromium, newWatchedPage, pressTo, type PageView } from './testing/open-console.ts';
import { poorContrast } from './testing/poor-contrast.ts';

const executablePath = findChromium();
if (executablePath === undefined)
  console.warn(
    'Skipped: the console was not opened, because there is no Chromium. Name one with OAUTH_CHAOS_CHROMIUM=/path/to/it.',
  );
/** The folder for screenshots. None are taken unless the variable names one. */
const screenshots = process.env['OAUTH_CHAOS_SCREENSHOTS'];

describe.skipIf(executablePath === undefined)('the console', () => {
  let pages: ConsolePages;
  let realm: Realm;
  let client: TestClient;

  beforeAll(async () => {
    pages = await consolePages(executablePath ?? '');
  });
  afterAll(() => pages?.[Symbol.asyncDispose]());
  afterEach(() => {
    expect(pages.troubles.splice(0), 'console errors and requests to others').toEqual([]);
  });

  const newRealm = (): void => {
    ({ realm, client } = pages.newRealm());
  };
  const open = (view?: PageView): Promise<Page & AsyncDisposable> => pages.open(realm, view);
  const shoot = async (page: Page, name: string): Promise<unknown> =>
    screenshots === undefined
      ? undefined
      : page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });

  it('asks for the token, refuses a wrong one, and keeps it out of page and address', async () => {
    newRealm();
    await using page = await newWatchedPage(pages.browser, pages.controlled.provider.url, pages);
    await page.goto(`${pages.controlled.provider.url}/console`);
    await page.getByLabel('Control token').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('The provider refused this token.').waitFor();
    await page.getByLabel('Control token').fill(pages.controlled.token);
    await page.keyboard.press('Enter');
    await page.locator('.status-following').waitFor();
    await page.reload();
    await page.locator('.status-following').waitFor();
    expect(await page.content()).not.toContain(pages.controlled.token);
    await page.goto(`${pages.controlled.provider.url}/console#token=${pages.controlled.token}`);
    await expect.poll(() => page.url()).not.toContain('token');
  });

  it('needs no token where none is asked for', async () => {
    await using open = await startControlled({ token: 'off' });
    await using page = await newWatchedPage(pages.browser, open.provider.url, pages);
    await page.goto(`${open.provider.url}/console`);
    await page.getByText('The provider has no realm yet.').waitFor();
    await page.getByText('New realm').click();
    await page.getByLabel('Name').fill('console');
    await page.getByRole('button', { name: 'Create realm', exact: true }).click();
    await page.getByRole('alert').getByText('the provider needs the name itself').waitFor();
    await page.getByLabel('Name').fill('fresh');
    await page.getByLabel('Behaves like').selectOption('google');
    await page.getByRole('button', { name: 'Create realm', exact: true }).click();
    await page.locator('.realm-facts').getByText('Google').waitFor();
    expect(open.provider.realm('fresh')?.preset).toBe('google');
  });

  it('does not call a consent dead whose code has not been redeemed', async () => {
    newRealm();
    await using page = await open();
    await client.consent();
    const family = page.locator('[data-family="f1"]');
    await family.getByText('code not redeemed yet').waitFor();
    expect(await family.getByText('dead').count()).toBe(0);
    expect(await family.getByRole('button', { name: 'Revoke' }).count()).toBe(0);
  });

  it('shows a family as it is made and grows, and dead once it is revoked', async () => {
    newRealm();
    await using page = await open();
    await client.connect();
    const family = page.locator('[data-family="f1"]');
    await family.getByText('● live', { exact: true }).first().waitFor();
    await client.refresh();
    await client.refresh();
    await expect.poll(() => family.locator('[data-standing="spent"]').count()).toBe(2);
    expect(await family.locator('.generation').allInnerTexts()).toEqual([
      'generation 1',
      'generation 2',
      'generation 3',
    ]);
    expect(await page.locator('[data-exchange]').first().innerText()).toMatch(
      /^4\s+\d\d:\d\d:\d\d\s+POST .token refresh_token · main\s+refresh f1 g2, live\s+200/,
    );
    await client.connect();
    await page.locator('[data-family="f2"]').waitFor();
    realm.inject('token/slow', { by: '1s' });
    await page.getByRole('button', { name: 'heal token/slow' }).first().waitFor();
    await shoot(page, 'console-live');
    await page.getByRole('button', { name: 'revoke family f1', exact: true }).click();
    await family.getByText('✕ dead').waitFor();
    await family.locator('[data-standing="revoked"]').first().hover();
    await expect.poll(() => family.locator('.detail').innerText()).toContain('cause: operator');
    await page.locator('.note-row', { hasText: 'refresh f1 g3 revoked by operator' }).waitFor();
    await shoot(page, 'console-revoked');
    expect(realm.grants().find(({ id }) => id === 'f1')?.live).toBe(false);
    expect(realm.findSecrets(await page.content())).toEqual([]);
    expect(realm.findSecrets(client.texts.join()).length).toBeGreaterThan(3);
  });

  it('injects a fault with options, shows what it does, and what the provider has against an option', async () => {
    newRealm();
    await client.connect();
    await using page = await open();
    await page.getByLabel('Fault', { exact: true }).selectOption('token/throttled');
    await page.getByLabel('times').fill('0');
    await page.getByRole('button', { name: 'Inject', exact: true }).click();
    await expect.poll(() => page.locator('#option-times-error').innerText()).toContain("'times'");
    expect(
      await page
        .getByLabel('times')
        .evaluate((element) => [
          element === document.activeElement,
          element.getAttribute('aria-invalid'),
        ]),
    ).toEqual([true, 'true']);
    await page.getByLabel('times').fill('1');
    await page.getByLabel('retryAfter').fill('90s');
    await page.getByRole('button', { name: 'copy as curl: inject token/throttled' }).click();
    const command = await page.locator('.curl-bar code').innerText();
    expect(command).toContain(
      `-d '{"name":"token/throttled","options":{"retryAfter":"90s","times":1}}' '${pages.controlled.url}/realms/${realm.name}/faults'`,
    );
    expect(command).toContain('$CONTROL_TOKEN');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Inject', exact: true }).click();
    await page.getByRole('button', { name: /^heal token\/throttled/ }).waitFor();
    expect(await client.refresh()).toBe(429);
    await expect
      .poll(() => page.locator('[data-exchange]').first().innerText())
      .toMatch(/429 .*retry after 1 min 30 s\s+token\/throttled/);
  });

  it('opens a request with its headers and bodies, names for secrets, curl and HAR', async () => {
    newRealm();
    await client.connect();
    await client.refresh();
    await using page = await open();
    const opener = page.getByRole('button', { name: 'request 3, headers and bodies' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const request = page.getByRole('region', { name: 'Request 3' });
    await expect.poll(() => request.innerText()).toContain('‹refresh token f1·g1›');
    expect(await request.innerText()).toContain(`POST ${realm.tokenUrl} HTTP/1.1`);
    const reply = page.getByRole('region', { name: 'Reply' });
    expect(await reply.innerText()).toMatch(/cache-control: no-store[^]*‹access token f1·g2›/);
    await page.getByRole('button', { name: 'copy as curl: request 3' }).click();
    expect(await page.locator('.curl-bar').innerText()).toMatch(
      /Set .*\$REFRESH_TOKEN_F1_G1[^]*curl -sS .*"\$REFRESH_TOKEN_F1_G1"/,
    );
    await shoot(page, 'console-wire');
    expect(await page.evaluate(poorContrast)).toEqual([]);
    expect(realm.findSecrets(await page.content())).toEqual([]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as HAR' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(`${realm.name}.har`);
    const har = harSchema.parse(JSON.parse(await readFile(await saved.path(), 'utf8')));
    expect(har.log.entries).toHaveLength(3);
    await opener.click();
    await expect.poll(() => request.count()).toBe(0);
  });

  it('moves, freezes and skews the clock, and lets the realm behave like Google', async () => {
    newRealm();
    await client.connect();
    await using page = await open();
    await page.getByRole('button', { name: 'Freeze time', exact: true }).click();
    await page.getByText('frozen, UTC').waitFor();
    const before = realm.clock.now();
    await page.getByRole('button', { name: '+1 day', exact: true }).click();
    await expect.poll(() => realm.clock.now() - before).toBe(86_400_000);
    await page.locator('[data-standing="expired"]').first().waitFor();
    await page.getByLabel('Advance by').fill('0');
    await page.getByRole('button', { name: 'Advance 1m', exact: true }).click();
    await expect.poll(() => realm.clock.now() - before).toBe(86_460_000);
    await page.getByLabel('Off by').fill('soon');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.locator('#skew-error').getByText('is not a duration').waitFor();
    await page.getByLabel('Off by').fill('-2h');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await expect.poll(() => realm.clock.offset('issuer')).toBe(-7_200_000);
    await page.getByLabel('Provider').selectOption('google');
    await page.getByRole('button', { name: 'Behave like Google', exact: true }).click();
    await expect.poll(() => realm.preset).toBe('google');
    await page.getByText('Now: Google').waitFor();
  });

  it('injects and heals with Tab and Enter alone', async () => {
    newRealm();
    await using page = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
      'Skip to faults',
    );
    await page.keyboard.press('Enter');
    await pressTo(page, 'Tab', page.getByRole('button', { name: 'Inject', exact: true }));
    expect(
      await page.evaluate(
        () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
      ),
    ).toBe('solid');
    await page.keyboard.press('Enter');
    const heal = page.getByRole('button', { name: /^heal token\/throttled/ });
    await heal.waitFor();
    await page.locator('.last-action').getByText('is in force').waitFor();
    await pressTo(page, 'Shift+Tab', heal);
    await page.keyboard.press('Enter');
    await expect.poll(() => realm.faults).toEqual([]);
    await page.getByText('None in force').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('faults-title');
  });

  it('goes on with another realm when the one it shows is dropped', async () => {
    newRealm();
    await using page = await open();
    await client.connect();
    await page.locator('[data-exchange="2"]').waitFor();
    pages.controlled.provider.dropRealm(realm.name);
    await expect
      .poll(() => page.getByLabel('Realm').locator('option').allInnerTexts(), { timeout: 10_000 })
      .not.toContain(realm.name);
    await page.locator('.status-following').waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'has enough contrast in %s, and fits 800 pixels',
    async (colorScheme) => {
      newRealm();
      await client.connect();
      await client.refresh();
      realm.inject('token/throttled');
      await client.refresh();
      realm.endGrants({ state: 'revoked' });
      await using page = await open({ colorScheme, width: 800 });
      await page.getByText('✕ dead').waitFor();
      expect(await page.evaluate(poorContrast)).toEqual([]);
      expect(
        await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor),
      ).toBe(colorScheme === 'dark' ? 'rgb(20, 22, 26)' : 'rgb(246, 246, 244)');
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
        ),
      ).toBe(true);
      await shoot(page, `console-800-${colorScheme}`);
    },
  );
});
