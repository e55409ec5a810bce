import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/**
 * Keeps what the page scrolls to from ending up under a bar that stays at the top, however many
 * lines the bar has.
 */
export function useScrollRoom(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return undefined;
    const root = document.documentElement;
    const measure = (): void => {
      const isSticky = getComputedStyle(element).position === 'sticky';
      root.style.scrollPaddingTop = `${(isSticky ? element.offsetHeight : 0) + 8}px`;
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
}
