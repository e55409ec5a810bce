import type { Locator, Page } from '@playwright/test';

/** A place to which the Tab key leads. */
export interface TabStop {
  /** Tag, class, name, id and text of the element. */
  readonly text: string;
  /** Whether something lies over it, or it is outside the window. */
  readonly isCovered: boolean;
  /** Whether the focus can be seen. */
  readonly isOutlined: boolean;
}

const MOST_STOPS = 400;
const MOST_PRESSES = 80;

/**
 * Every stop of the Tab key from where the focus is, until it leaves the page.
 * @throws Error when it does not leave the page
 */
export async function tabStops(page: Page): Promise<readonly TabStop[]> {
  const stops: TabStop[] = [];
  while (stops.length < MOST_STOPS) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const { left, top, width, height } = element.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      const names = [element.tagName.toLowerCase(), element.className];
      const label = element.getAttribute('aria-label');
      return {
        text: [...names, label, element.id, element.textContent].join(' '),
        isCovered: !(above !== null && (element.contains(above) || above.contains(element))),
        isOutlined: getComputedStyle(element).outlineStyle !== 'none',
      };
    });
    if (stop === undefined) return stops;
    stops.push(stop);
  }
  throw new Error(`The Tab key was pressed ${MOST_STOPS} times and did not leave the page.`);
}

/** Presses a key until an element has the focus. @throws Error when it never comes there */
export async function pressTo(key: 'Tab' | 'Shift+Tab', target: Locator): Promise<void> {
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    await target.page().keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${key} was pressed ${MOST_PRESSES} times and never came to ${target}.`);
}
