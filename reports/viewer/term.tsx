import type { ComponentChildren } from 'preact';

/**
 * A word with its meaning as a tooltip. The legend of the page has the same meaning for readers
 * without a mouse.
 */
export function Term({
  meaning,
  class: name = '',
  children,
}: {
  readonly meaning: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <span class={`term ${name}`} title={meaning}>
      {children}
    </span>
  );
}
