import type { Hit } from './search-results.ts';
import { markWords } from './search-words.ts';

/** Under a row: where the search found something that the row does not show. */
export function RowHit({
  hit,
  target,
  words,
  onSelect,
}: {
  readonly hit: Hit;
  /** Named when there are several targets. */
  readonly target: string | undefined;
  readonly words: readonly string[];
  readonly onSelect: (event: number) => void;
}) {
  const { place, text, event, more } = hit;
  return (
    <p class="hit">
      {target === undefined ? null : <b>{target}, </b>}
      {event === undefined ? (
        place
      ) : (
        <button type="button" class="plain" onClick={() => onSelect(event)}>
          {place}
        </button>
      )}
      {': '}
      {markWords(text, words).map((part, index) =>
        part.isHit ? <mark key={index}>{part.text}</mark> : part.text,
      )}
      {more === 0 ? null : <span class="quiet"> and in {more} more</span>}
    </p>
  );
}
