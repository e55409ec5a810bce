import type { Timing } from '../../harness/model/results.ts';
import { formatDuration } from '../text/format-duration.ts';
import { TIMING_PARTS } from '../text/timing-parts.ts';

/** How the time of the run was spent. */
export function TimeBar({ timing }: { readonly timing: Timing }) {
  return (
    <section aria-label="Where the time went">
      <h2>Took {formatDuration(timing.wallMs)}</h2>
      <div class="stack" aria-hidden="true">
        {TIMING_PARTS.filter(({ key }) => timing[key] > 0).map(({ key }) => (
          <span key={key} class={`time-${key}`} style={{ flexGrow: timing[key] }} />
        ))}
      </div>
      <dl class="legend">
        {TIMING_PARTS.map(({ key, label, meaning }) => (
          <div key={key} title={meaning}>
            <dt>
              <i class={`time-${key}`} aria-hidden="true" />
              {label}
            </dt>
            <dd>{formatDuration(timing[key])}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
