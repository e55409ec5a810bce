const ENTRIES = [
  ['ok', 'succeeded, 2xx'],
  ['refused', '4xx, expired'],
  ['broken', 'failed, 5xx, lost, revoked, process gone'],
  ['live', 'live token, lock held, remedy'],
  ['quiet', 'spent token, standing still, no end'],
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
      <li>● in a process: it waits for the lock</li>
      <li>
        <i class="proof-sample" aria-hidden="true" />
        evidence of a violated finding
      </li>
    </ul>
  );
}
