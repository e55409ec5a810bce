import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { SEEN, viewed } from '../testing/browser/browser-test.ts';
import { pressTo } from '../testing/browser/tab-stops.ts';
import { harSchema } from '../traffic/testing/har-schema.ts';
import { expect, test } from './testing/console-test.ts';

/** The folder for screenshots. None are taken unless the variable names one. */
const screenshots = process.env['OAUTH_CHAOS_SCREENSHOTS'];
const shoot = async (page: Page, name: string): Promise<unknown> =>
  screenshots === undefined
    ? undefined
    : page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });

test.describe('the console', () => {
  test('asks for the token, refuses a wrong one, and keeps it out of page and address', async ({
    page,
    controlled: { provider, token },
    realm,
  }) => {
    await page.goto(`${provider.url}/console`);
    await page.getByLabel('Control token').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The provider refused this token.')).toBeVisible();
    await page.getByLabel('Control token').fill(token);
    await page.keyboard.press('Enter');
    await expect(page.locator('.status-following')).toBeVisible();
    await page.reload();
    await expect(page.locator('.status-following')).toBeVisible();
    await expect(page.getByLabel('Realm').locator('option')).toHaveText([realm.name], SEEN);
    expect(await page.content()).not.toContain(token);
    await page.goto(`${provider.url}/console#token=${token}`);
    await expect(page).not.toHaveURL(/token/);
  });

  test.describe(() => {
    test.use({ control: { token: 'off' } });
    test('needs no token where none is asked for', async ({ page, controlled: { provider } }) => {
      await page.goto(`${provider.url}/console`);
      await expect(page.getByText('The provider has no realm yet.')).toBeVisible();
      await page.getByText('New realm').click();
      await page.getByLabel('Name').fill('console');
      await page.getByRole('button', { name: 'Create realm', exact: true }).click();
      await expect(
        page.getByRole('alert').getByText('the provider needs the name itself'),
      ).toBeVisible();
      await page.getByLabel('Name').fill('fresh');
      await page.getByLabel('Behaves like').selectOption('google');
      await page.getByRole('button', { name: 'Create realm', exact: true }).click();
      await expect(page.locator('.realm-facts').getByText('Google')).toBeVisible();
      expect(provider.realm('fresh')?.preset).toBe('google');
    });
  });

  test('does not call a consent dead whose code has not been redeemed', async ({
    page,
    openConsole,
    client,
  }) => {
    await openConsole();
    await client.consent();
    const family = page.locator('[data-family="f1"]');
    await expect(family.getByText('code not redeemed yet')).toBeVisible();
    await expect(family.getByText('dead')).toHaveCount(0);
    await expect(family.getByRole('button', { name: 'Revoke' })).toHaveCount(0);
  });

  test('shows a family as it is made and grows, and dead once it is revoked', async ({
    page,
    openConsole,
    realm,
    client,
  }) => {
    await openConsole();
    await client.connect();
    const family = page.locator('[data-family="f1"]');
    await expect(family.getByText('● live', { exact: true }).first()).toBeVisible();
    await client.refresh();
    await client.refresh();
    await expect(family.locator('[data-standing="spent"]')).toHaveCount(2);
    await expect(family.locator('.generation')).toHaveText(
      ['generation 1', 'generation 2', 'generation 3'],
      SEEN,
    );
    await expect(page.locator('[data-exchange]').first()).toHaveText(
      /^4\s+\d\d:\d\d:\d\d\s+POST .token refresh_token · main\s+refresh f1 g2, live\s+200/,
      SEEN,
    );
    await client.connect();
    await expect(page.locator('[data-family="f2"]')).toBeVisible();
    realm.inject('token/slow', { by: '1s' });
    await expect(page.getByRole('button', { name: 'heal token/slow' }).first()).toBeVisible();
    await shoot(page, 'console-live');
    await page.getByRole('button', { name: 'revoke family f1', exact: true }).click();
    await expect(family.getByText('✕ dead')).toBeVisible();
    await family.locator('[data-standing="revoked"]').first().hover();
    await expect(family.locator('.detail')).toContainText('cause: operator', SEEN);
    await expect(
      page.locator('.note-row', { hasText: 'refresh f1 g3 revoked by operator' }),
    ).toBeVisible();
    await shoot(page, 'console-revoked');
    expect(realm.grants().find(({ id }) => id === 'f1')?.live).toBe(false);
    expect(realm.findSecrets(await page.content())).toEqual([]);
    expect(realm.findSecrets(client.texts.join()).length).toBeGreaterThan(3);
  });

  test('injects a fault with options, shows what it does, and what the provider has against an option', async ({
    page,
    openConsole,
    controlled,
    realm,
    client,
  }) => {
    await client.connect();
    await openConsole();
    const times = page.getByLabel('times');
    await page.getByLabel('Fault', { exact: true }).selectOption('token/throttled');
    await times.fill('0');
    await page.getByRole('button', { name: 'Inject', exact: true }).click();
    await expect(page.locator('#option-times-error')).toContainText("'times'", SEEN);
    await expect(times).toBeFocused();
    await expect(times).toHaveAttribute('aria-invalid', 'true');
    await times.fill('1');
    await page.getByLabel('retryAfter').fill('90s');
    await page.getByRole('button', { name: 'copy as curl: inject token/throttled' }).click();
    const command = page.locator('.curl-bar code');
    await expect(command).toContainText(
      `-d '{"name":"token/throttled","options":{"retryAfter":"90s","times":1}}' '${controlled.url}/realms/${realm.name}/faults'`,
      SEEN,
    );
    await expect(command).toContainText('$CONTROL_TOKEN', SEEN);
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Inject', exact: true }).click();
    await expect(page.getByRole('button', { name: /^heal token\/throttled/ })).toBeVisible();
    expect(await client.refresh()).toBe(429);
    await expect(page.locator('[data-exchange]').first()).toHaveText(
      /429 .*retry after 1 min 30 s\s+token\/throttled/,
      SEEN,
    );
  });

  test('opens a request with its headers and bodies, names for secrets, curl and HAR', async ({
    page,
    openConsole,
    realm,
    client,
  }) => {
    await client.connect();
    await client.refresh();
    await openConsole();
    const opener = page.getByRole('button', { name: 'request 3, headers and bodies' });
    await opener.focus();
    await page.keyboard.press('Enter');
    const request = page.getByRole('region', { name: 'Request 3' });
    await expect(request).toContainText('‹refresh token f1·g1›', SEEN);
    await expect(request).toContainText(`POST ${realm.tokenUrl} HTTP/1.1`, SEEN);
    await expect(page.getByRole('region', { name: 'Reply' })).toHaveText(
      /cache-control: no-store[^]*‹access token f1·g2›/,
      SEEN,
    );
    await page.getByRole('button', { name: 'copy as curl: request 3' }).click();
    await expect(page.locator('.curl-bar')).toHaveText(
      /Set .*\$REFRESH_TOKEN_F1_G1[^]*curl -sS .*"\$REFRESH_TOKEN_F1_G1"/,
      SEEN,
    );
    await shoot(page, 'console-wire');
    await expect(page).toHaveContrast();
    expect(realm.findSecrets(await page.content())).toEqual([]);
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as HAR' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toBe(`${realm.name}.har`);
    const har = harSchema.parse(JSON.parse(await readFile(await saved.path(), 'utf8')));
    expect(har.log.entries).toHaveLength(3);
    await opener.click();
    await expect(request).toHaveCount(0);
  });

  test('moves, freezes and skews the clock, and lets the realm behave like Google', async ({
    page,
    openConsole,
    realm,
    client,
  }) => {
    await client.connect();
    await openConsole();
    await page.getByRole('button', { name: 'Freeze time', exact: true }).click();
    await expect(page.getByText('frozen, UTC')).toBeVisible();
    const before = realm.clock.now();
    await page.getByRole('button', { name: '+1 day', exact: true }).click();
    await expect.poll(() => realm.clock.now() - before).toBe(86_400_000);
    await expect(page.locator('[data-standing="expired"]').first()).toBeVisible();
    await page.getByLabel('Advance by').fill('0');
    await page.getByRole('button', { name: 'Advance 1m', exact: true }).click();
    await expect.poll(() => realm.clock.now() - before).toBe(86_460_000);
    await page.getByLabel('Off by').fill('soon');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await expect(page.locator('#skew-error').getByText('is not a duration')).toBeVisible();
    await page.getByLabel('Off by').fill('-2h');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await expect.poll(() => realm.clock.offset('issuer')).toBe(-7_200_000);
    await page.getByLabel('Provider').selectOption('google');
    await page.getByRole('button', { name: 'Behave like Google', exact: true }).click();
    await expect.poll(() => realm.preset).toBe('google');
    await expect(page.getByText('Now: Google')).toBeVisible();
  });

  test('injects and heals with Tab and Enter alone', async ({ page, openConsole, realm }) => {
    await openConsole();
    const focused = page.locator(':focus');
    await page.keyboard.press('Tab');
    await expect(focused).toContainText('Skip to faults');
    await page.keyboard.press('Enter');
    await pressTo('Tab', page.getByRole('button', { name: 'Inject', exact: true }));
    await expect(focused).toHaveCSS('outline-style', 'solid');
    await page.keyboard.press('Enter');
    const heal = page.getByRole('button', { name: /^heal token\/throttled/ });
    await expect(heal).toBeVisible();
    await expect(page.locator('.last-action').getByText('is in force')).toBeVisible();
    await pressTo('Shift+Tab', heal);
    await page.keyboard.press('Enter');
    await expect.poll(() => realm.faults).toEqual([]);
    await expect(page.getByText('None in force')).toBeVisible();
    await expect(page.locator('#faults-title')).toBeFocused();
  });

  test('goes on with another realm when the one it shows is dropped', async ({
    page,
    openConsole,
    controlled: { provider },
    realm,
    client,
  }) => {
    const other = provider.createRealm('other');
    await openConsole();
    await client.connect();
    await expect(page.locator('[data-exchange="2"]')).toBeVisible();
    provider.dropRealm(realm.name);
    await expect(page.getByLabel('Realm').locator('option')).toHaveText([other.name], SEEN);
    await expect(page.locator('.status-following')).toBeVisible();
  });

  for (const [colorScheme, ground] of [
    ['light', 'rgb(246, 246, 244)'],
    ['dark', 'rgb(20, 22, 26)'],
  ] as const)
    test.describe(() => {
      test.use(viewed(800, colorScheme));
      test(`has enough contrast in ${colorScheme}, and fits 800 pixels`, async ({
        page,
        openConsole,
        realm,
        client,
      }) => {
        await client.connect();
        await client.refresh();
        realm.inject('token/throttled');
        await client.refresh();
        realm.endGrants({ state: 'revoked' });
        await openConsole();
        await expect(page.getByText('✕ dead')).toBeVisible();
        await expect(page).toHaveContrast();
        const html = page.locator('html');
        await expect(html).toHaveCSS('background-color', ground);
        expect(await html.evaluate((root) => root.scrollWidth <= root.clientWidth)).toBe(true);
        await shoot(page, `console-800-${colorScheme}`);
      });
    });
});
