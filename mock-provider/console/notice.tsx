import { useEffect, useState } from 'preact/hooks';

const SHOWN_MS = 6000;

/** The result of the last action. */
export interface NoticeText {
  readonly kind: 'done' | 'error';
  readonly text: string;
}

/** Shows the result of the last action and announces it to screen readers. */
export function Notice({ notice }: { readonly notice: NoticeText | undefined }) {
  const [over, setOver] = useState<NoticeText>();
  useEffect(() => {
    // The notice covers part of the page, so a success disappears after a while. An error stays
    // until the next action.
    const timer = notice?.kind === 'done' ? setTimeout(() => setOver(notice), SHOWN_MS) : undefined;
    return () => clearTimeout(timer);
  }, [notice]);
  const shown = notice === over ? undefined : notice;
  return (
    <p
      class={`last-action ${shown === undefined ? 'visually-hidden' : `notice-${shown.kind}`}`}
      role="status"
    >
      {shown === undefined ? '' : `${shown.kind === 'done' ? '✓' : '✕'} ${shown.text}`}
    </p>
  );
}
