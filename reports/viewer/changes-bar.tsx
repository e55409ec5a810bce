import type { Results } from '../../harness/model/results.ts';
import { compareTargets } from '../compare.ts';
import { CHANGE_FILTERS, hasChange, type ChangeFilter } from './order-rows.ts';

const ALWAYS: readonly ChangeFilter[] = ['regressed', 'fixed'];

/** The changes that a run can show: between its targets, and against the baseline. */
export const changesOf = ({ targets }: Results): readonly ChangeFilter[] =>
  targets.length > 1
    ? ['regressed', 'fixed', 'unclear', 'same', 'unlisted']
    : targets.some(({ baseline }) => baseline !== undefined)
      ? ['unlisted']
      : [];

/** What the changes are counted from: the first target to the last, or the baseline. */
const changedFrom = ({ targets }: Results): string =>
  targets.length > 1
    ? `from ${targets[0]?.id ?? ''} to ${targets.at(-1)?.id ?? ''}`
    : 'against the baseline';

/** How many scenarios changed and how: a button for each that filters by it. */
export function ChangesBar({
  results,
  change,
  onChange,
}: {
  readonly results: Results;
  readonly change: string;
  readonly onChange: (change: string) => void;
}) {
  const rows = compareTargets(results);
  const counts = changesOf(results)
    .map((one) => ({ one, count: rows.filter((row) => hasChange(row, one)).length }))
    .filter(({ one, count }) => count > 0 || ALWAYS.includes(one));
  if (counts.length === 0) return null;
  return (
    <div class="totals" role="group" aria-label={`Filter by change ${changedFrom(results)}`}>
      <span class="quiet">{changedFrom(results)}</span>
      {counts.map(({ one, count }) => (
        <button
          key={one}
          type="button"
          class={`total ${count === 0 ? 'quiet' : `change-${one}`}`}
          title={CHANGE_FILTERS[one].meaning}
          aria-pressed={change === one}
          onClick={() => onChange(change === one ? '' : one)}
        >
          <span class="symbol" aria-hidden="true">
            {CHANGE_FILTERS[one].symbol}
          </span>{' '}
          <b>{count}</b> {CHANGE_FILTERS[one].word}
        </button>
      ))}
    </div>
  );
}
