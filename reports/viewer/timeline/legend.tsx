const ENTRIES = [
  ['ok', 'succeeded, 2xx'],
  ['refused', '4xx, expired'],
  ['broken', 'failed, 5xx, lost, revoked'],
  ['live', 'live token, remedy'],
  ['quiet', 'spent token, no end'],
] as const;

/** What the colours and shapes mean. */
export function Legend() {
  return (
    <ul class="timeline-legend" aria-label="Legend">
      {ENTRIES.map(([tone, text]) => (
        <li key={tone}>
          <i class={`tone-fill-${tone}`} aria-hidden="true" />
          {text}
        </li>
      ))}
      <li>
        <i class="held-sample" aria-hidden="true" />
        held by a rendezvous
      </li>
      <li>
        <i class="fault-sample" aria-hidden="true" />
        fault in force
      </li>
      <li>◆ stored token, green when it is the newest</li>
      <li>✕ spent token presented again</li>
      <li>
        <i class="proof-sample" aria-hidden="true" />
        evidence of a violated finding
      </li>
    </ul>
  );
}
