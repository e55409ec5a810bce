import type { ScenarioResult } from '../../harness/model/results.ts';
import { standingOf } from '../text/standing.ts';
import { worstResult } from './order-rows.ts';
import type { SelectedRow } from './select-rows.ts';

/** Why a result is no plain pass, in one text. Undefined for a pass. */
function reasonOf(result: ScenarioResult): string | undefined {
  const { summary, known, differsFromKnown, target } = result;
  switch (standingOf(result)) {
    case 'pass':
      return undefined;
    case 'known':
      return `Known: ${known?.reason ?? summary}`;
    case 'fixed':
      return `Take it out of the baseline of ${target}: ${summary}`;
    case 'fail':
    case 'inconclusive':
      return differsFromKnown === undefined ? summary : `Not as known: ${differsFromKnown}`;
    default:
      return summary;
  }
}

/** Under a closed row: why it is no pass, below the result that it is about. */
export function RowReason({ row }: { readonly row: SelectedRow }) {
  const reasons = row.cells.map(({ target, attempts }) => {
    const result = worstResult({
      ...row,
      cells: row.cells.filter((cell) => cell.target === target),
    });
    return {
      target,
      text: attempts.length === 0 || result === undefined ? undefined : reasonOf(result),
    };
  });
  if (reasons.every(({ text }) => text === undefined)) return null;
  return (
    <div class="reasons">
      <span />
      {reasons.map(({ target, text }, index) => (
        <p key={target} class={text === reasons[index - 1]?.text ? 'again' : ''}>
          {text ?? ''}
        </p>
      ))}
    </div>
  );
}
