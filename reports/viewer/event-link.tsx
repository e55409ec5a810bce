/** The number of an event as a link to that event. */
export function EventLink({
  n,
  selected,
  onSelect,
}: {
  readonly n: number;
  readonly selected: boolean;
  readonly onSelect: ((n: number) => void) | undefined;
}) {
  if (onSelect === undefined) return <span class="event-number">{n}</span>;
  return (
    <button
      type="button"
      class="event-number"
      aria-label={`event ${n}`}
      aria-current={selected ? 'true' : undefined}
      onClick={() => onSelect(n)}
    >
      {n}
    </button>
  );
}
