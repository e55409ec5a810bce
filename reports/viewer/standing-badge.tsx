import { STANDINGS, type Standing } from '../text/standing.ts';
import { STANDING_MEANINGS } from '../text/words.ts';

/** The symbol and the word of a standing. The colour alone would not be accessible to everybody. */
export function StandingBadge({ standing }: { readonly standing: Standing }) {
  const { symbol, word } = STANDINGS[standing];
  return (
    <span class={`badge standing-${standing}`} title={STANDING_MEANINGS[standing]}>
      <span class="symbol" aria-hidden="true">
        {symbol}
      </span>{' '}
      {word}
    </span>
  );
}
