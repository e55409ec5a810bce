import type { Results } from '../../harness/model/results.ts';
import { cellCode, cellText } from '../markdown/escape-markdown.ts';
import { doctorWords, SYMBOLS, trialWords, verdictWords } from './advice-words.ts';
import { groupAdvice, insteadOf, type AdviceGroup, type AdviceRow } from './group-advice.ts';

type Told = Pick<Results, 'targets' | 'scenarios' | 'advice'>;

function rowOf(row: AdviceRow): string {
  const { advice, judged } = row;
  const cells = [
    advice.kind,
    cellText(advice.claim),
    ...judged.map((one) => `${SYMBOLS[one.verdict]} ${verdictWords(one)}`),
    cellText([insteadOf(row) ?? advice.untried, doctorWords(advice)].filter(Boolean).join(' ')),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

const evidenceOf = ({ advice, judged }: AdviceRow): string =>
  judged.some(({ trials }) => trials.length > 0)
    ? `\n**${cellText(advice.claim)}**\n\n${judged
        .flatMap(({ target, trials }) =>
          trials.map(
            (one) =>
              `- ${cellText(target.id)}, ${cellCode(one.trial.scenario)}: ${cellText(one.trial.asks)} ${cellText(trialWords(one))}\n`,
          ),
        )
        .join('')}`
    : '';

function groupOf({ about, rows }: AdviceGroup, targets: readonly string[]): string {
  const head = ['', 'What guides say', ...targets, 'Instead'];
  const evidence = rows.map(evidenceOf).join('');
  return [
    `\n## ${cellText(about)}\n\n`,
    `| ${head.join(' | ')} |\n|${head.map(() => ' --- |').join('')}\n`,
    ...rows.map(rowOf),
    evidence === '' ? '' : `\n<details><summary>What was seen</summary>\n${evidence}\n</details>\n`,
  ].join('');
}

/**
 * What guides say, with what became of it on each target of a run and by what that was seen, as
 * Markdown.
 */
export function adviceDocument(results: Told): string {
  const groups = groupAdvice(results);
  const targets = results.targets.map(({ id }) => cellText(id));
  const counts = groups.flatMap(({ rows }) => rows).length;
  if (counts === 0) return '# Advice, tried\n\nNo scenario of this run tries what guides say.\n';
  return `# Advice, tried\n${groups.map((group) => groupOf(group, targets)).join('')}`;
}
