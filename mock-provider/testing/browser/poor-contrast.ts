/**
 * Runs in the page. Returns every visible text whose contrast to its background is lower than WCAG
 * 1.4.3 requires. What lies in elements that `except` selects is left out.
 */
export function poorContrast(except = ''): string[] {
  const ignored = ['.visually-hidden', 'option', 'optgroup', except].filter(Boolean).join();
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const channels = (colour: string): readonly number[] => {
    if (canvas === null) return [];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour: readonly number[]): number => {
    const [r = 0, g = 0, b = 0] = colour.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element: Element | null): readonly number[] => {
    for (let each = element; each !== null; each = each.parentElement) {
      const ground = channels(getComputedStyle(each).backgroundColor);
      if (ground[3] === 255) return ground;
    }
    return [255, 255, 255];
  };
  const poor = [...document.querySelectorAll('#app *')].flatMap((element) => {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
    );
    if (!own || element.closest(ignored) !== null || element.getClientRects().length === 0)
      return [];
    const [one, other] = [
      luminance(channels(getComputedStyle(element).color)),
      luminance(groundOf(element)),
    ];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    return ratio < 4.5
      ? [`${ratio.toFixed(2)} ${element.className} ${element.textContent?.slice(0, 40)}`]
      : [];
  });
  return [...new Set(poor)];
}
