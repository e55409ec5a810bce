import type { Locator, Page } from '@playwright/test';
import type { Realm } from '../realm/realm.ts';
import { PHONE, SEEN, viewed } from '../testing/browser/browser-test.ts';
import { tabStops } from '../testing/browser/tab-stops.ts';
import { expect, test as base } from './testing/console-test.ts';
import type { TestClient } from './testing/oauth-client.ts';

interface Eventful {
  /**
   * Opens the console on the realm after a long chain of tokens, a dead one, a fault, refused
   * requests and notes.
   */
  readonly openEventful: () => Promise<void>;
}

const test = base.extend<Eventful>({
  openEventful: async ({ realm, client, openConsole }, use) => {
    await use(async () => {
      await client.connect();
      realm.endGrants({ state: 'revoked' });
      await client.connect();
      for (let count = 0; count < 6; count += 1) await client.refresh();
      realm.inject('token/throttled', { retryAfter: '90s' });
      await client.refresh();
      await callWithWrongToken(realm);
      await openConsole();
    });
  },
});

const callWithWrongToken = (realm: Realm): Promise<Response> =>
  fetch(`${realm.apiUrl}/items/1`, { headers: { authorization: 'Bearer wrong' } });

const newest = (page: Page, status: string): Locator =>
  page.locator('[data-exchange]', { hasText: status }).first();

async function openThrottled(page: Page): Promise<void> {
  await newest(page, '429').getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Reply' })).toBeVisible();
}

async function drawsWhatComes(page: Page, realm: Realm, client: TestClient): Promise<void> {
  const picture = page.getByRole('figure', { name: 'Refreshes and refusals in the last' });
  await expect(picture.getByText('0 refreshes · 0 × 401 · 0 × other 4xx')).toBeVisible();
  await client.refresh();
  realm.inject('token/throttled', { times: 1 });
  await client.refresh();
  await callWithWrongToken(realm);
  await expect(
    picture.getByText('2 refreshes · 1 of them failed (hollow) · 1 × 401 · 1 × other 4xx'),
  ).toBeVisible();
  for (const bar of ['ok', 'failed', 'refused'])
    await expect(picture.locator(`.bar-${bar}`), bar).not.toHaveCount(0);
  await picture.getByLabel('in the last').selectOption('hour');
  await picture.getByText('The same as a table').click();
  const cells = await picture.getByRole('cell').allInnerTexts();
  expect(cells.map(Number).reduce((sum, one) => sum + one, 0)).toBe(4);
  // The realm's time leaps, the picture's does not.
  realm.clock.advance(86_400_000);
  await client.refresh();
  await expect(picture.getByText(/^3 refreshes/)).toBeVisible();
}

test.describe('the console, for everybody', () => {
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 1280],
    ['light', PHONE],
    ['dark', PHONE],
  ] as const)
    test.describe(() => {
      test.use(viewed(width, colorScheme));
      test(`axe finds nothing: ${colorScheme}, ${width} pixels`, async ({ page, openEventful }) => {
        await openEventful();
        await openThrottled(page);
        await page.getByLabel('times').fill('0');
        await page.getByRole('button', { name: 'Inject', exact: true }).click();
        await expect(page.locator('.notice-error')).toBeVisible();
        await page.getByText('What is known of it').click();
        await page.getByRole('button', { name: 'copy as curl: inject token/throttled' }).click();
        await page.getByText('New realm').click();
        await expect(page).toPassAxe();
      });
    });

  test('axe finds nothing on an empty realm', async ({ page, openConsole }) => {
    await openConsole();
    await expect(page).toPassAxe();
  });

  test('axe finds nothing in the form for the token', async ({ page, controlled }) => {
    await page.goto(`${controlled.provider.url}/console`);
    await page.getByLabel('Control token').fill('wrong');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The provider refused this token.')).toBeVisible();
    await expect(page).toPassAxe();
  });

  test('fits any window without a horizontal scroll bar', async ({ page, openEventful }) => {
    await openEventful();
    await openThrottled(page);
    for (const width of [1280, 1000, 800, 621, PHONE, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await expect
        .poll(() =>
          page.evaluate(() =>
            ['html', '.scroll'].map((part) => {
              const element = document.querySelector(part);
              return element === null ? undefined : element.scrollWidth - element.clientWidth;
            }),
          ),
        )
        .toEqual([0, 0]);
    }
  });

  for (const colorScheme of ['light', 'dark'] as const)
    test.describe(() => {
      test.use({ colorScheme });
      test(`draws refreshes and refusals as they come, and says the same in words: ${colorScheme}`, async ({
        page,
        openConsole,
        realm,
        client,
      }) => {
        await client.connect();
        await openConsole();
        await drawsWhatComes(page, realm, client);
        await expect(page).toPassAxe();
      });
    });

  for (const width of [1280, PHONE])
    test.describe(() => {
      test.use(viewed(width));
      test(`Tab leads to everything, and nothing covers what has the focus: ${width} pixels`, async ({
        page,
        openEventful,
      }) => {
        await openEventful();
        await openThrottled(page);
        await page.getByRole('button', { name: 'copy as curl: heal token/throttled' }).click();
        // From the top, with the command over the bottom of the window.
        await page.locator('h1').click();
        await page.evaluate(() => scrollTo(0, 0));
        const stops = await tabStops(page);
        expect(stops.filter(({ isCovered, isOutlined }) => isCovered || !isOutlined)).toEqual([]);
        const said = stops.map(({ text }) => text).join('\n');
        for (const wanted of [
          /New realm/,
          /revoke family f2/,
          /refresh .*live/,
          /Save as HAR/,
          /request 10, headers/,
          /pre .*429/,
          /heal token\/throttled/,
          /option-retryAfter/,
          /Inject/,
          /advance/,
          /skew-by/,
          /Behave like/,
          /Close/,
        ])
          expect(said).toMatch(wanted);
      });
    });
});

test.describe('the console, for everybody, on a phone', () => {
  test.use(viewed(PHONE));

  test('shows reply and faults of a request, with the window as it comes', async ({
    page,
    openEventful,
  }) => {
    await openEventful();
    const row = newest(page, '429');
    await row.scrollIntoViewIfNeeded();
    for (const part of ['.reply', '.met .fault-name', '.presented', '.at']) {
      const place = await row.locator(part).boundingBox();
      expect(place?.x, part).toBeGreaterThan(0);
      expect((place?.x ?? 0) + (place?.width ?? PHONE), part).toBeLessThan(PHONE);
    }
    await expect(row.locator('.reply')).toHaveText(/^429 .*retry after 1 min 30 s$/, SEEN);
  });

  test('shows the newest tokens of a chain that is longer than the window', async ({
    page,
    openEventful,
  }) => {
    await openEventful();
    const token = page.locator('[data-standing="live"]').last();
    await expect
      .poll(() =>
        token.evaluate((one) => {
          const { left, width, top } = one.getBoundingClientRect();
          return one.contains(document.elementFromPoint(left + width - 4, top + 4));
        }),
      )
      .toBe(true);
  });
});
