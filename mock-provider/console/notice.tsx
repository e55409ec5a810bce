import { useEffect, useState } from 'preact/hooks';

const SHOWN_MS = 6000;

/** What the last action came to. */
export interface NoticeText {
  readonly kind: 'done' | 'error';
  readonly text: string;
}

/** Tells what the last action came to, aloud as well. */
export function Notice({ notice }: { readonly notice: NoticeText | undefined }) {
  const [over, setOver] = useState<NoticeText>();
  useEffect(() => {
    // It lies over the page; what went wrong stays until the next action.
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
