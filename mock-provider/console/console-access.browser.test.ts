import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Realm } from '../realm/realm.ts';
import { axeFindings } from './testing/axe-findings.ts';
import { consolePages, type ConsolePages } from './testing/console-pages.ts';
import { findChromium, newWatchedPage } from './testing/open-console.ts';
import { tabStops } from './testing/tab-stops.ts';

const executablePath = findChromium();
const PHONE = 420;
/** The Tab key is pressed some seventy times. */
const WALK_MS = 240_000;

describe.skipIf(executablePath === undefined)('the console, for everybody', () => {
  let pages: ConsolePages;
  beforeAll(async () => {
    pages = await consolePages(executablePath ?? '');
  });
  afterAll(() => pages?.[Symbol.asyncDispose]());
  afterEach(() => {
    expect(pages.troubles.splice(0), 'console errors and requests to others').toEqual([]);
  });

  /** A realm with a long chain of tokens, a dead one, a fault, refused requests and notes. */
  async function eventful(): Promise<Realm> {
    const { realm, client } = pages.newRealm();
    await client.connect();
    realm.endGrants({ state: 'revoked' });
    await client.connect();
    for (let count = 0; count < 6; count += 1) await client.refresh();
    realm.inject('token/throttled', { retryAfter: '90s' });
    await client.refresh();
    await fetch(`${realm.apiUrl}/items/1`, { headers: { authorization: 'Bearer wrong' } });
    return realm;
  }
  const newest = (page: Page, status: string) =>
    page.locator('[data-exchange]', { hasText: status }).first();

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', PHONE],
    ['dark', PHONE],
  ] as const)('axe finds nothing: %s, %i pixels', async (colorScheme, width) => {
    const realm = await eventful();
    await using page = await pages.open(realm, { colorScheme, width });
    await newest(page, '429').getByRole('button').click();
    await page.getByRole('region', { name: 'Reply' }).waitFor();
    await page.getByLabel('times').fill('0');
    await page.getByRole('button', { name: 'Inject', exact: true }).click();
    await page.locator('.notice-error').waitFor();
    await page.getByText('What is known of it').click();
    await page.getByRole('button', { name: 'copy as curl: inject token/throttled' }).click();
    await page.getByText('New realm').click();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('axe finds nothing on an empty realm', async () => {
    await using page = await pages.open(pages.newRealm().realm);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('axe finds nothing in the form for the token', async () => {
    await using page = await newWatchedPage(pages.browser, pages.controlled.provider.url, pages);
    await page.goto(`${pages.controlled.provider.url}/console`);
    await page.getByLabel('Control token').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('The provider refused this token.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
  });

  it('fits any window without a horizontal scroll bar', async () => {
    const realm = await eventful();
    await using page = await pages.open(realm);
    await newest(page, '429').getByRole('button').click();
    await page.getByRole('region', { name: 'Reply' }).waitFor();
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

  it('shows reply and faults of a request on a phone, with the window as it comes', async () => {
    const realm = await eventful();
    await using page = await pages.open(realm, { width: PHONE });
    const row = newest(page, '429');
    await row.scrollIntoViewIfNeeded();
    const places = await Promise.all(
      ['.reply', '.met .fault-name', '.presented', '.at'].map((part) =>
        row.locator(part).boundingBox(),
      ),
    );
    for (const place of places) {
      expect(place?.x).toBeGreaterThan(0);
      expect((place?.x ?? 0) + (place?.width ?? PHONE)).toBeLessThan(PHONE);
    }
    expect(await row.locator('.reply').innerText()).toMatch(/^429 .*retry after 1 min 30 s$/);
  });

  it.each(['light', 'dark'] as const)(
    'draws refreshes and refusals as they come, and says the same in words: %s',
    async (colorScheme) => {
      const { realm, client } = pages.newRealm();
      await client.connect();
      await using page = await pages.open(realm, { colorScheme });
      const picture = page.getByRole('figure', { name: 'Refreshes and refusals in the last' });
      await picture.getByText('0 refreshes · 0 × 401 · 0 × other 4xx').waitFor();
      await client.refresh();
      realm.inject('token/throttled', { times: 1 });
      await client.refresh();
      await fetch(`${realm.apiUrl}/items/1`, { headers: { authorization: 'Bearer wrong' } });
      await picture
        .getByText('2 refreshes · 1 of them failed (hollow) · 1 × 401 · 1 × other 4xx')
        .waitFor();
      for (const bar of ['ok', 'failed', 'refused'])
        expect(await picture.locator(`.bar-${bar}`).count(), bar).toBeGreaterThan(0);
      await picture.getByLabel('in the last').selectOption('hour');
      await picture.getByText('The same as a table').click();
      const cells = await picture.getByRole('cell').allInnerTexts();
      expect(cells.map(Number).reduce((sum, one) => sum + one, 0)).toBe(4);
      // The realm's time leaps, the picture's does not.
      realm.clock.advance(86_400_000);
      await client.refresh();
      await picture.getByText(/^3 refreshes/).waitFor();
      expect(await axeFindings(page)).toEqual([]);
    },
  );

  it('shows the newest tokens of a chain that is longer than the window', async () => {
    const realm = await eventful();
    await using page = await pages.open(realm, { width: PHONE });
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

  it.each([1280, PHONE])(
    'Tab leads to everything, and nothing covers what has the focus: %i pixels',
    async (width) => {
      const realm = await eventful();
      await using page = await pages.open(realm, { width });
      await newest(page, '429').getByRole('button').click();
      await page.getByRole('region', { name: 'Reply' }).waitFor();
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
        /PRE .*429/,
        /heal token\/throttled/,
        /option-retryAfter/,
        /Inject/,
        /advance/,
        /skew-by/,
        /Behave like/,
        /Close/,
      ])
        expect(said).toMatch(wanted);
    },
    WALK_MS,
  );
});
