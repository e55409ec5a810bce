import type { Results } from '../../harness/model/results.ts';
import { cellCode, cellText } from '../markdown/escape-markdown.ts';
import {
  witnessMatrix,
  type WitnessCell,
  type WitnessMatrix,
  type WitnessRow,
} from './witness-matrix.ts';
import {
  CELL_SYMBOLS,
  CELL_WORDS,
  columnRemarks,
  failureWords,
  matrixSummary,
} from './witness-words.ts';

const STATES = Object.keys(CELL_SYMBOLS) as WitnessCell['state'][];

function rowOf({ result, failure, cells, unseen }: WitnessRow, several: boolean): string {
  const what = cellText(failureWords(failure));
  const told = [
    `${cellCode(result.name)}${several ? ` ${cellText(result.target)}` : ''}`,
    unseen ? `**${what}**` : what,
    ...cells.map(({ state }) => CELL_SYMBOLS[state]),
  ];
  return `| ${told.join(' | ')} |\n`;
}

function tableOf({ columns, rows }: WitnessMatrix, several: boolean): string {
  const head = ['Scenario', 'What failed', ...columns.map(({ title }) => cellText(title))];
  return [
    `| ${head.join(' | ')} |\n|${head.map(() => ' --- |').join('')}\n`,
    ...rows.map((row) => rowOf(row, several)),
  ].join('');
}

/**
 * What monitoring showed of each failure, as a section in Markdown; empty where nothing failed. Of
 * failures that no witness showed the words are bold; they come first.
 */
export function witnessSection(results: Pick<Results, 'scenarios' | 'targets'>): string {
  const matrix = witnessMatrix(results);
  if (matrix === undefined || matrix.rows.length === 0) return '';
  const legend = STATES.map((state) => `${CELL_SYMBOLS[state]} ${CELL_WORDS[state]}`).join(', ');
  const remarks = columnRemarks(matrix).map((remark) => `- ${cellText(remark)}\n`);
  return [
    `\n## What monitoring showed\n\n${matrixSummary(matrix)}. ${legend}.\n\n`,
    tableOf(matrix, results.targets.length > 1),
    remarks.length === 0 ? '' : `\n${remarks.join('')}`,
  ].join('');
}
