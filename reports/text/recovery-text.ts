import { onlyAfter } from '../../harness/model/only-after.ts';
import type { ScenarioResult } from '../../harness/model/results.ts';
import { formatDuration } from './format-duration.ts';
import { STANDINGS, standingOf } from './standing.ts';

type Recovery = ScenarioResult['recovery'];

/** The observed recovery: `automatic in 1.2 s`, `after-remedy (reconnect)`. */
function observedRecovery({ observed, remedy, afterMs }: Recovery): string {
  const by = observed === 'after-remedy' && remedy !== undefined ? ` (${remedy})` : '';
  const after = afterMs === undefined ? '' : ` in ${formatDuration(afterMs)}`;
  return `${observed}${by}${after}`;
}

/**
 * Expected and observed recovery in the words of results.json, for programs: `automatic →
 * after-remedy (reconnect)`.
 */
export const recoveryText = (recovery: Recovery): string =>
  `${recovery.expected} → ${observedRecovery(recovery)}`;

/** What a scenario expects, best first. */
const EXPECTED: Readonly<Record<Recovery['expected'], string>> = {
  unaffected: 'no failed execution',
  automatic: 'recovery by itself',
  'after-remedy': 'recovery after one remedy',
  none: 'no recovery',
};

function seen({ observed, remedy = 'an operator acted', afterMs }: Recovery): string {
  const time = afterMs === undefined ? undefined : formatDuration(afterMs);
  switch (observed) {
    case 'unaffected':
      return 'no execution failed';
    case 'automatic':
      return `worked again by itself${time === undefined ? '' : ` in ${time}`}`;
    case 'after-remedy':
      return `worked again ${time === undefined ? '' : `${time} `}after ${remedy}`;
    case 'none':
      return 'did not work again for good';
    case 'unknown':
      return 'recovery not seen';
  }
}

const BEST_FIRST: readonly string[] = Object.keys(EXPECTED);

/** True when the client recovered worse than the scenario expects. */
const isWorseRecovery = ({ expected, observed }: Recovery): boolean =>
  observed !== 'unknown' && BEST_FIRST.indexOf(observed) > BEST_FIRST.indexOf(expected);

/**
 * The recovery in plain words, and what was expected where that was better: `worked again 1.2 s
 * after reconnect; expected: recovery by itself`.
 */
export const recoveryWords = (recovery: Recovery): string =>
  isWorseRecovery(recovery)
    ? `${seen(recovery)}; expected: ${EXPECTED[recovery.expected]}`
    : seen(recovery);

/** True when the outcome says all that there is to say of the recovery. */
export const isPlainEnding = ({
  outcome,
  recovery,
}: Pick<ScenarioResult, 'outcome' | 'recovery'>): boolean =>
  outcome === 'unaffected' && recovery.observed === 'unaffected';

/**
 * How a result ended, in plain words, each thing once: its outcome unless that is what its verdict
 * says, its recovery unless that is what its outcome says, and the versions between which it was
 * exchanged. Empty when the verdict says it all.
 */
export function endingWords(
  result: Pick<
    ScenarioResult,
    'verdict' | 'known' | 'fixedUnexpectedly' | 'outcome' | 'recovery' | 'versions'
  >,
): readonly string[] {
  const { outcome, recovery, verdict, versions } = result;
  const standing = standingOf(result);
  const told = outcome === standing || outcome === STANDINGS[standing].word;
  return [
    ...(told ? [] : [outcome]),
    ...(verdict === 'skipped' || isPlainEnding(result) ? [] : [recoveryWords(recovery)]),
    ...(versions === undefined ? [] : [versions.join(' → ')]),
  ];
}

/**
 * What an operator must do by hand, as a sentence. Undefined when nothing is needed, or nothing
 * helped.
 */
export function operatorAct({ observed, remedy, act = remedy }: Recovery): string | undefined {
  if (observed !== 'after-remedy' || act === undefined) return undefined;
  return `${act.charAt(0).toUpperCase()}${act.slice(1)}.`;
}

/** The summary of a result without its sentence about what `operatorAct` says. */
export const summaryBesideAct = ({
  summary,
  recovery: { remedy, act = remedy },
}: Pick<ScenarioResult, 'summary' | 'recovery'>): string =>
  act === undefined ? summary : summary.replace(` ${onlyAfter(act)}`, '');
