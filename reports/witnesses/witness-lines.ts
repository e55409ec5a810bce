import type { Results } from '../../harness/model/results.ts';
import { wrap } from '../../harness/model/wrap.ts';
import { witnessMatrix, type WitnessCell, type WitnessRow } from './witness-matrix.ts';
import {
  CELL_SYMBOLS,
  CELL_WORDS,
  columnRemarks,
  failureWords,
  matrixSummary,
} from './witness-words.ts';

const WIDTH = 100;
const MOST = 10;

const placeOf = ({ result }: WitnessRow, several: boolean): string =>
  `${result.name}${result.attempt > 1 ? ` #${result.attempt}` : ''}${several ? ` @ ${result.target}` : ''}`;

type Told = Pick<Results, 'scenarios' | 'targets'>;

/** The failures of a run that no witness showed, for a terminal; nothing where there are none. */
export function unseenLines(results: Told): readonly string[] {
  const rows = (witnessMatrix(results)?.rows ?? []).filter(({ unseen }) => unseen);
  if (rows.length === 0) return [];
  const several = results.targets.length > 1;
  return [
    '',
    `Failures that no witness showed: ${rows.length}`,
    ...rows
      .slice(0, MOST)
      .flatMap((row) =>
        wrap(`${placeOf(row, several)}: ${failureWords(row.failure)}`, WIDTH, '  '),
      ),
    ...(rows.length > MOST ? [`  and ${rows.length - MOST} more; the reports have them all.`] : []),
  ];
}

/** Every failure of a run and what each witness showed of it, for a terminal. */
export function witnessLines(results: Told): readonly string[] {
  const matrix = witnessMatrix(results);
  if (matrix === undefined || matrix.rows.length === 0) return [];
  const { columns, rows } = matrix;
  const several = results.targets.length > 1;
  const letters = columns.map((_, index) => String.fromCodePoint(65 + index));
  const states = Object.keys(CELL_SYMBOLS) as WitnessCell['state'][];
  const legend = states.map((state) => `${CELL_SYMBOLS[state]} ${CELL_WORDS[state]}`).join('   ');
  return [
    '',
    `What monitoring showed: ${matrixSummary(matrix)}`,
    ...wrap(
      columns.map(({ title }, index) => `${letters[index]} ${title}`).join(', '),
      WIDTH,
      '  ',
    ),
    ...wrap(legend, WIDTH, '  '),
    `  ${letters.join(' ')}`,
    ...rows.map(
      (row) =>
        `  ${row.cells.map(({ state }) => CELL_SYMBOLS[state]).join(' ')}  ${placeOf(row, several)}: ${failureWords(row.failure)}`,
    ),
    ...columnRemarks(matrix).flatMap((remark) => wrap(remark, WIDTH, '  ')),
  ];
}
