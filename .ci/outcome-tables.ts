import type { ScenarioResult } from '../harness/model/results.ts';
import { markdownTable } from './markdown-table.ts';

/** A theme whose families vary two things: the last words of a name are the column. */
interface Theme {
  readonly theme: string;
  readonly title: string;
  readonly columns: readonly string[];
  /** What a name without one of these endings stands under. */
  readonly plain?: string;
}

export const THEMES: readonly Theme[] = [
  { theme: 'clock', title: 'Clocks', columns: ['1m', '1h', '1d', '1y'] },
  {
    theme: 'scope',
    title: 'Scopes',
    columns: ['once', 'always', 'enough', 'too-little'],
    plain: 'at the refresh',
  },
  { theme: 'throttle', title: 'Throttles', columns: ['seconds', 'date', 'unsaid'] },
  { theme: 'rotation', title: 'Rotation', columns: ['reply-lost'], plain: 'reply arrives' },
  {
    theme: 'revocation',
    title: 'Revocation',
    columns: ['while-idle', 'at-expiry', 'before-commit', 'after-commit'],
    plain: 'as told',
  },
];

const SIGNS: Readonly<Record<ScenarioResult['verdict'], string>> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  skipped: '–',
};

interface Cell {
  readonly row: string;
  readonly column: string;
  readonly text: string;
}

function cellOf(result: ScenarioResult, { theme, columns, plain = '' }: Theme): Cell {
  const name = result.name.slice(theme.length + 1);
  const column = columns.find((ending) => name === ending || name.endsWith(`-${ending}`));
  const row = column === undefined ? name : name.slice(0, -column.length).replace(/-$/, '');
  return {
    row: row === '' ? theme : row,
    column: column ?? plain,
    text: `${SIGNS[result.verdict]} ${result.outcome}`,
  };
}

/** A table in Markdown: what came out of each scenario of a theme; undefined when none has run. */
export function outcomeTable(results: readonly ScenarioResult[], theme: Theme): string | undefined {
  const cells = results
    .filter(({ name }) => name.startsWith(`${theme.theme}/`))
    .map((result) => cellOf(result, theme));
  if (cells.length === 0) return undefined;
  const columns = [...theme.columns, theme.plain ?? ''].filter((column) =>
    cells.some((cell) => cell.column === column),
  );
  const rows = [...Map.groupBy(cells, ({ row }) => row)].map(([row, found]) => [
    `\`${row}\``,
    ...columns.map(
      (column) =>
        [...new Set(found.filter((cell) => cell.column === column).map(({ text }) => text))].join(
          ', ',
        ) || ' ',
    ),
  ]);
  return markdownTable(['', ...columns], rows);
}
