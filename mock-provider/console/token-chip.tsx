import type { TokenSummary } from '../model/records.ts';

const SIGNS: Readonly<Record<TokenSummary['standing'], string>> = {
  live: '●',
  'spent-in-grace': '◐',
  spent: '○',
  expired: '◷',
  revoked: '✕',
};

/** The state of a token as words. */
export const standingText = (standing: TokenSummary['standing']): string =>
  standing.replaceAll('-', ' ');

/** A token by its fingerprint. Its state is shown by a colour, a sign and a word. */
export function TokenChip({
  token: { ref, standing },
  detail,
  onLook,
}: {
  readonly token: TokenSummary;
  readonly detail: string;
  readonly onLook: (fingerprint: string) => void;
}) {
  const look = (): void => onLook(ref.fingerprint);
  return (
    <button
      type="button"
      class={`token standing-${standing}`}
      data-standing={standing}
      aria-describedby={detail}
      onFocus={look}
      onMouseEnter={look}
      onClick={look}
    >
      <span class="token-kind">{ref.kind}</span> <code>{ref.fingerprint}</code>{' '}
      <span class="token-standing">
        {SIGNS[standing]} {standingText(standing)}
      </span>
    </button>
  );
}
