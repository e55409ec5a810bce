import type { Page } from 'playwright-core';
import type { Screenshot, ScreenshotMoment } from '../../model/editor.ts';

/**
 * What somebody can read on a page: its text, and what stands in its fields. Hidden fields are not
 * shown, and passwords are dots.
 */
const READABLE = `[
  document.body.innerText,
  ...[...document.querySelectorAll('input:not([type=hidden], [type=password]), textarea')].map(
    (field) => field.value,
  ),
].join('\\n')`;

/** Photographs a page as it is, but for what is typed into fields of passwords. */
export async function takeScreenshot(page: Page, moment: ScreenshotMoment): Promise<Screenshot> {
  const text = await page.evaluate<string>(READABLE);
  const png = await page.screenshot({
    animations: 'disabled',
    mask: [page.locator('input[type=password]')],
  });
  return { moment, png, text };
}
