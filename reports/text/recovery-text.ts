import type { ScenarioResult } from '../../harness/model/results.ts';
import { formatDuration } from './format-duration.ts';

type Recovery = ScenarioResult['recovery'];

/** The observed recovery: `automatic in 1.2 s`, `after-remedy (reconnect)`. */
export function observedRecovery({ observed, remedy, afterMs }: Recovery): string {
  const by = observed === 'after-remedy' && remedy !== undefined ? ` (${remedy})` : '';
  const after = afterMs === undefined ? '' : ` in ${formatDuration(afterMs)}`;
  return `${observed}${by}${after}`;
}

/** Expected and observed recovery: `automatic → after-remedy (reconnect)`. */
export const recoveryText = (recovery: Recovery): string =>
  `${recovery.expected} → ${observedRecovery(recovery)}`;

/** What an operator must do by hand, as a sentence. Undefined when nothing is needed. */
export function operatorAct({ observed, remedy, act = remedy }: Recovery): string | undefined {
  if (observed === 'none') return 'None of the remedies that were tried brought the workflow back.';
  if (observed !== 'after-remedy' || act === undefined) return undefined;
  return `${act.charAt(0).toUpperCase()}${act.slice(1)}.`;
}
