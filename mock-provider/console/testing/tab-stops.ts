import type { Page } from 'playwright-core';

/** A place to which the Tab key leads. */
export interface TabStop {
  /** Tag, class, name and text of the element. */
  readonly text: string;
  /** Whether something lies over it, or it is outside the window. */
  readonly isCovered: boolean;
  /** Whether the focus can be seen. */
  readonly isOutlined: boolean;
}

const MOST = 300;

/** Every stop of the Tab key from where the focus is, until it leaves the page. */
export async function tabStops(page: Page): Promise<readonly TabStop[]> {
  const stops: TabStop[] = [];
  while (stops.length < MOST) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const { left, top, width, height } = element.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
      const names = [element.tagName, element.className, element.getAttribute('aria-label')];
      return {
        text: [...names, element.id, element.textContent].join(' '),
        isCovered: !(above !== null && (element.contains(above) || above.contains(element))),
        isOutlined: getComputedStyle(element).outlineStyle !== 'none',
      };
    });
    if (stop === undefined) return stops;
    stops.push(stop);
  }
  throw new Error(`The Tab key was pressed ${MOST} times and did not leave the page.`);
}
