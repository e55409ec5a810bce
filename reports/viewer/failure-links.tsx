import type { Results } from '../../harness/model/results.ts';
import { compareTargets } from '../compare.ts';
import { failsSomewhere, orderRows, worstResult } from './order-rows.ts';
import { resultKey } from './result-key.ts';
import { EMPTY_VIEW, formatView } from './view-state.ts';

/** So many have room above everything else. */
const MOST = 10;

/**
 * What failed, a line each, as links, also what the last target has fixed: it counts in the exit
 * code. Left out where a single failure stands right below the head of the page.
 */
export function FailureLinks({ results }: { readonly results: Results }) {
  const rows = orderRows(compareTargets(results)).filter(failsSomewhere);
  const several = results.targets.length > 1;
  const last = results.targets.at(-1)?.id;
  if (rows.length < (several ? 1 : 2)) return null;
  return (
    <nav class="failures" aria-label="What failed">
      <ul>
        {rows.slice(0, MOST).map((row) => {
          const result = worstResult(row);
          if (result === undefined) return null;
          const on = several ? resultKey(result) : '';
          return (
            <li key={row.name}>
              <span class="symbol standing-fail" aria-hidden="true">
                ✗
              </span>{' '}
              <a href={formatView({ ...EMPTY_VIEW, scenario: row.name, on })}>{row.name}</a>:{' '}
              <span class="quiet">
                {result.outcome}
                {several ? ` on ${result.target}` : ''}
                {row.change === 'fixed' ? `, fixed on ${last}` : ''}
              </span>
            </li>
          );
        })}
      </ul>
      {rows.length > MOST ? <p class="quiet">and {rows.length - MOST} more, below</p> : null}
    </nav>
  );
}
