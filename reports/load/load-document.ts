import type { Results } from '../../harness/model/results.ts';
import { cellText } from '../markdown/escape-markdown.ts';
import { loadRows, thresholdText } from './load-rows.ts';

const MARKS = { held: '✓', broken: '✗', unknown: '?' } as const;

/** The loads of a run as a table, a column for each target; empty without any. */
export function loadDocument({ scenarios }: Pick<Results, 'scenarios'>): string {
  const loads = scenarios.flatMap(({ name, target, load }) =>
    load === undefined ? [] : [{ name, target, load, rows: loadRows(load) }],
  );
  const [first] = loads;
  if (first === undefined) return '';
  const row = (cells: readonly string[]): string => `| ${cells.map(cellText).join(' | ')} |`;
  return [
    '',
    row(['Load', ...loads.map(({ name, target }) => `${name} on ${target}`)]),
    `|${'---|'.repeat(loads.length + 1)}`,
    ...first.rows.map(([name], index) =>
      row([name, ...loads.map(({ rows }) => rows[index]?.[1] ?? '')]),
    ),
    ...first.load.thresholds.map((threshold, index) =>
      row([
        `${threshold.metric}: ${threshold.expression}`,
        ...loads.map(({ load }) => {
          const mine = load.thresholds[index] ?? threshold;
          return `${MARKS[mine.verdict]} ${thresholdText(mine).replace(/^.*\((.*)\)$/, '$1')}`;
        }),
      ]),
    ),
    '',
  ].join('\n');
}
