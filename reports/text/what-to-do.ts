import type { ScenarioResult } from '../../harness/model/results.ts';
import { operatorAct } from './recovery-text.ts';
import { standingOf } from './standing.ts';

/** What somebody has to do about a result, as a sentence; empty where nothing is to be said. */
export function whatToDo(result: ScenarioResult): string {
  switch (standingOf(result)) {
    case 'fail':
    case 'known':
      return forOperator(result);
    case 'inconclusive':
      return 'Run it again: it proves nothing.';
    case 'fixed':
      return `Take it out of the baseline of ${result.target}.`;
    default:
      return '';
  }
}

/**
 * The same for a text that has no heading over it; empty where the summary has said already that
 * there is nothing to do.
 */
export function whatToDoLine(result: ScenarioResult): string {
  if (standingOf(result) !== 'fail') return whatToDo(result);
  const act = operatorAct(result.recovery);
  if (act !== undefined) return `What an operator must do: ${act}`;
  return result.recovery.observed === 'none' ? whatToDo(result) : '';
}

function forOperator({ recovery }: ScenarioResult): string {
  const act = operatorAct(recovery);
  if (act !== undefined) return act;
  switch (recovery.observed) {
    case 'none':
      return 'Nothing that was tried made it work again.';
    case 'unaffected':
    case 'automatic':
      return 'Nothing: it works by itself.';
    default:
      return 'Not seen.';
  }
}
