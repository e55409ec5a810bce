import type { Results } from '../../harness/model/results.ts';
import { compareTargets, type Change } from '../compare.ts';
import { STANDINGS } from '../text/standing.ts';
import { paint, type Colours } from './colours.ts';
import { LINE_WIDTH } from './scenario-lines.ts';

const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  same: 'same',
  regressed: 'regressed',
  fixed: 'fixed',
  unclear: '–',
};

type Cell = ReturnType<typeof compareTargets>[number]['cells'][number];

/**
 * The smallest and the largest number of refreshes that an attempt made while the fault was in
 * force.
 */
function refreshes(cell: Cell): string {
  const all = cell.attempts.flatMap(({ counts }) => counts.refreshesUnderFault ?? []);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return all.length === 0
    ? ''
    : `${least === most ? most : `${least}–${most}`} refresh${most === 1 ? '' : 'es'}`;
}

/** The standing, and the number of refreshes when the targets differ in it. */
function cellText(cell: Cell, all: readonly Cell[]): string {
  if (cell.standing === undefined) return '–';
  const differ = new Set(all.map(refreshes)).size > 1;
  return `${STANDINGS[cell.standing].symbol} ${cell.standing}${differ ? `, ${refreshes(cell)}` : ''}`;
}
const clip = (text: string, width: number): string =>
  text.length <= width ? text.padEnd(width) : `${text.slice(0, width - 1)}…`;

function paintChange(change: Change, colours: Colours): string {
  const word = CHANGE_WORDS[change];
  if (change === 'regressed') return colours.red(word);
  return change === 'fixed' ? colours.green(word) : colours.dim(word);
}

/**
 * A table of scenarios and targets, with the change from the first target to the last. Empty when
 * there is only one target.
 */
export function sideBySideLines(results: Results, colours: Colours): string[] {
  if (results.targets.length < 2) return [];
  const rows = compareTargets(results);
  const columns = results.targets.map(({ id }) => Math.max(id.length, 22));
  const nameWidth = Math.max(
    20,
    LINE_WIDTH - columns.reduce((sum, width) => sum + width + 2, 0) - 11,
  );
  const head = [
    clip('scenario', nameWidth),
    ...results.targets.map(({ id }, index) => id.padEnd(columns[index] ?? 0)),
    'change',
  ].join('  ');
  const body = rows.map(({ name, cells, change = 'unclear' }) => {
    const painted = cells.map((cell, index) => {
      const { standing } = cell;
      const text = cellText(cell, cells).padEnd(columns[index] ?? 0);
      return standing === undefined ? colours.dim(text) : paint(colours, standing, text);
    });
    return [clip(name, nameWidth), ...painted, paintChange(change, colours)].join('  ');
  });
  return ['', colours.dim(head), ...body];
}
