import {
  test as base,
  expect as baseExpect,
  type BrowserContext,
  type Page,
} from '@playwright/test';
import { axeFindings } from './axe-findings.ts';
import { poorContrast } from './poor-contrast.ts';

/** The width of a phone, in CSS pixels. */
export const PHONE = 420;

/** Text as it is seen: without what is hidden. */
export const SEEN = { useInnerText: true } as const;

type ColorScheme = 'light' | 'dark';

/** How a page is looked at, for `test.use`. Width in CSS pixels. */
export const viewed = (width: number, colorScheme: ColorScheme = 'light') => ({
  viewport: { width, height: 900 },
  colorScheme,
});

/**
 * Records what a page must not do: errors, warnings, and requests to addresses that do not begin
 * with one of `origins`. The browser reports every refusal by a server as an error, too; these are
 * not recorded.
 */
function troublesOf(context: BrowserContext, origins: readonly string[]): readonly string[] {
  const troubles: string[] = [];
  context.on('console', (message) => {
    if (
      ['error', 'warning'].includes(message.type()) &&
      !/^Failed to load resource: the server responded with a status of 4\d\d/.test(message.text())
    )
      troubles.push(message.text());
  });
  context.on('weberror', (error) => troubles.push(String(error.error())));
  context.on('request', (request) => {
    if (!['data:', ...origins].some((origin) => request.url().startsWith(origin)))
      troubles.push(`request to ${request.url()}`);
  });
  return troubles;
}

/** What the tests of all pages share. */
export interface BrowserFixtures {
  /** Beginnings of the addresses that the page may load. */
  readonly mayLoad: readonly string[];
}

/** A test with a page that must not have errors, and must not load anything from elsewhere. */
export const test = base.extend<BrowserFixtures>({
  mayLoad: [],
  page: async ({ page, mayLoad }, use) => {
    const troubles = troublesOf(page.context(), mayLoad);
    await use(page);
    await page.close();
    baseExpect(troubles, 'console errors and requests to others').toEqual([]);
  },
});

/** The result of a matcher that expects to find nothing. */
function nothing(name: string, what: string, findings: readonly string[]) {
  const pass = findings.length === 0;
  const message = () => [pass ? `No ${what}.` : `${what}:`, ...findings].join('\n  ');
  return { name, pass, message };
}

/** Playwright's expectations, and those for people who do not see, or do not see well. */
export const expect = baseExpect.extend({
  /** That axe has nothing against the page as it is now. */
  async toPassAxe(page: Page) {
    return nothing('toPassAxe', 'findings of axe', await axeFindings(page));
  },

  /**
   * That every visible text has the contrast that WCAG 1.4.3 requires. Text in elements that
   * `except` selects is left out.
   */
  async toHaveContrast(page: Page, except?: string) {
    const poor = await page.evaluate(poorContrast, except);
    return nothing('toHaveContrast', 'text with too little contrast', poor);
  },
});
