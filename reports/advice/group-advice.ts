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

/** What works instead of a claim, where it does not hold everywhere and that is known. */
export const insteadOf = ({ advice, judged }: AdviceRow): string | undefined =>
  judged.some(({ verdict }) => verdict !== 'holds' && verdict !== 'not tried')
    ? advice.instead
    : undefined;
