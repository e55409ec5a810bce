import type { Results } from '../../harness/model/results.ts';
import { doctorWords, SYMBOLS, trialWords, verdictWords } from './advice-words.ts';
import { groupAdvice, insteadOf, type AdviceRow } from './group-advice.ts';

function verdictsOf({ judged }: AdviceRow): string {
  const verdicts = judged.map(verdictWords);
  if (new Set(verdicts).size === 1) return verdicts[0] ?? '';
  return judged.map(({ target }, index) => `${verdicts[index]} on ${target.id}`).join(', ');
}

/** The worst verdict that a claim got anywhere. */
const symbolOf = ({ judged }: AdviceRow): string =>
  ['✗', '~', '–', '✓'].find((symbol) =>
    judged.some(({ verdict }) => SYMBOLS[verdict] === symbol),
  ) ?? '–';

/** For a claim that does not hold everywhere: the scenarios that say no, and what works instead. */
function reasonsOf(row: AdviceRow): readonly string[] {
  const instead = insteadOf(row);
  const doctor = doctorWords(row.advice);
  const refuted = row.judged.flatMap(({ target, trials }) =>
    trials
      .filter(({ says }) => says === false)
      .map(
        (one) => `      ${target.id}, ${one.trial.scenario}: ${one.trial.asks} ${trialWords(one)}`,
      ),
  );
  return [
    ...refuted,
    ...(instead === undefined ? [] : [`    Instead: ${instead}`]),
    ...(doctor === undefined ? [] : [`    ${doctor}`]),
    ...(row.advice.untried === undefined ? [] : [`    ${row.advice.untried}`]),
  ];
}

/** What became of what guides say, for a terminal. */
export const adviceLines = (
  results: Pick<Results, 'targets' | 'scenarios' | 'advice'>,
): readonly string[] =>
  groupAdvice(results).flatMap(({ about, rows }) => [
    '',
    about,
    ...rows.flatMap((row) => [
      `  ${symbolOf(row)} ${row.advice.claim}`,
      `    ${row.advice.kind}: ${verdictsOf(row)}`,
      ...reasonsOf(row),
    ]),
  ]);
