import type { Advice } from '../../harness/model/advice.ts';
import { judgeAdvice, type JudgedAdvice } from '../../harness/model/judge-advice.ts';
import type { Results } from '../../harness/model/results.ts';

/** A claim, with what became of it on each target. */
export interface AdviceRow {
  readonly advice: Advice;
  readonly judged: readonly JudgedAdvice[];
}

/** Claims about one thing. */
export interface AdviceGroup {
  readonly about: string;
  readonly rows: readonly AdviceRow[];
}

type Judgeable = Pick<Results, 'targets' | 'scenarios' | 'advice'>;

/** What became of all that guides say, by what it is about, in the order of the claims. */
export function groupAdvice(results: Judgeable): readonly AdviceGroup[] {
  const rows = [...Map.groupBy(judgeAdvice(results.advice ?? [], results), (one) => one.advice)];
  const groups = Map.groupBy(rows, ([{ about }]) => about);
  return [...groups].map(([about, held]) => ({
    about,
    rows: held.map(([advice, judged]) => ({ advice, judged })),
  }));
}

/** How many of its trials decided a claim, where not all of them did: `1 of 3 tried`. */
export function triedOf({ trials, verdict }: JudgedAdvice): string | undefined {
  const decided = trials.filter(({ says }) => says !== undefined).length;
  return verdict === 'not tried' || decided === trials.length
    ? undefined
    : `${decided} of ${trials.length} tried`;
}

/** True when a reader needs to know what works instead. */
export const needsInstead = ({ judged }: AdviceRow): boolean =>
  judged.some(({ verdict }) => verdict !== 'holds' && verdict !== 'not tried');
