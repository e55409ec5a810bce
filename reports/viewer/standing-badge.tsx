import { STANDINGS, type Standing } from '../text/standing.ts';

/** Symbol and word of a standing; never the colour alone. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const { symbol, word } = STANDINGS[standing];
  return (
    <span class={`badge standing-${standing}`}>
      <span class="symbol" aria-hidden="true">
        {symbol}
      </span>{' '}
      {word}
    </span>
  );
}
