import { STANDINGS, type Standing } from '../text/standing.ts';

/** The symbol and the word of a standing. The colour alone would not be accessible to everybody. */
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
