import type { WitnessCell, WitnessMatrix } from './witness-matrix.ts';

/** How a cell is marked where there is no room for words. */
export const CELL_SYMBOLS: Readonly<Record<WitnessCell['state'], string>> = {
  named: '●',
  showed: '○',
  nothing: '·',
  absent: '–',
};

export const CELL_WORDS: Readonly<Record<WitnessCell['state'], string>> = {
  named: 'named the cause, or what helps',
  showed: 'showed that something failed',
  nothing: 'showed nothing',
  absent: 'not there',
};

/** What a cell says, for a reader who has only that: `showed nothing`, `not there: …`. */
export function cellWords(cell: WitnessCell): string {
  if (cell.state === 'absent') return `${CELL_WORDS.absent}: ${cell.why}`;
  if (cell.state === 'nothing') return CELL_WORDS.nothing;
  const { text } = cell.sighting;
  return text === undefined ? CELL_WORDS[cell.state] : `${CELL_WORDS[cell.state]}: “${text}”`;
}

/** How many failures there are, and how many of them nobody was shown. */
export function matrixSummary({ rows }: WitnessMatrix): string {
  const failures = `${rows.length} kind${rows.length === 1 ? '' : 's'} of failure`;
  const unseen = rows.filter((row) => row.unseen).length;
  return unseen === 0
    ? `${failures}, each shown by a witness`
    : `${failures}, ${unseen} of them shown by no witness`;
}

/** `3 × An execution failed.` */
export const failureWords = ({
  what,
  times,
}: {
  readonly what: string;
  readonly times: number;
}): string => (times === 1 ? what : `${times} × ${what}`);

/** What there is to say of whole columns: who was not there and why, who cried wolf. */
export const columnRemarks = ({ columns }: WitnessMatrix): readonly string[] =>
  columns.flatMap(({ title, absent, note, falseAlarms }) => [
    ...(absent === undefined ? [] : [`${title}: not there, ${absent}.`]),
    ...(note === undefined ? [] : [`${title}: ${note}.`]),
    ...(falseAlarms === 0
      ? []
      : [
          `${title}: told of a failure where there was none, ${falseAlarms} time${falseAlarms === 1 ? '' : 's'}.`,
        ]),
  ]);
