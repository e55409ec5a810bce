import type { Results, TargetResult } from '../../harness/model/results.ts';
import { faultMap, type FaultCell, type FaultRow, type FaultTheme } from '../fault-map.ts';
import { PICTURE_SYMBOLS, STANDINGS, type Standing } from '../text/standing.ts';
import { placeId, useArrowKeys } from './use-arrow-keys.ts';
import { EMPTY_VIEW, formatView } from './view-state.ts';

/** The width of a fault's name and of a target's column, where there is room for them. */
const [NAME_PX, SQUARE_PX] = [250, 48];

/** A target in words: its version, and its topology where that says more than the id. */
const targetText = ({ id, topology }: TargetResult): string =>
  id.includes(topology) ? id : `${id} ${topology}`;

const total = ({ counts }: FaultCell): number =>
  Object.values(counts).reduce((sum, number) => sum + number, 0);

/** What stands behind a square: `3 scenarios: 2 pass, 1 known failure`. */
function countsText(cell: FaultCell): string {
  const number = total(cell);
  const words = Object.entries(cell.counts).map(
    ([standing, many]) => `${many} ${STANDINGS[standing as Standing].word}`,
  );
  return `${number} scenario${number === 1 ? '' : 's'}: ${words.join(', ')}${cell.met ? '' : '; met by no request'}`;
}

/** A square: the worst that came of a fault on a target, and the way to where that is shown. */
function Square({
  fault,
  cell,
  on,
  place,
  current,
}: {
  readonly fault: string;
  readonly cell: FaultCell;
  readonly on: string;
  readonly place: string;
  readonly current: string;
}) {
  const { standing, scenario, target } = cell;
  const common = { 'data-place': place, tabIndex: place === current ? 0 : -1 };
  if (standing === undefined || scenario === undefined)
    return (
      <span
        class="heat heat-none"
        role="img"
        aria-label={`${fault} on ${on}: not planned`}
        data-symbol="·"
        {...common}
      />
    );
  const said = `${fault} on ${on}: ${STANDINGS[standing].word}. ${countsText(cell)}`;
  return (
    <a
      class={`heat heat-${standing} ${cell.met ? '' : 'unmet'}`}
      href={formatView({ ...EMPTY_VIEW, scenario, on: target })}
      aria-label={said}
      title={said}
      data-symbol={PICTURE_SYMBOLS[standing]}
      data-count={total(cell)}
      {...common}
    />
  );
}

/** The faults of one theme: a row for each, a column for every target. */
function Theme({
  theme,
  rows,
  targets,
  firstRow,
  current,
}: FaultTheme & {
  readonly targets: readonly TargetResult[];
  /** How many rows other themes have before this one. */
  readonly firstRow: number;
  readonly current: string;
}) {
  const row = ({ fault, cells }: FaultRow, index: number) => (
    <tr key={fault}>
      <th scope="row">{fault.slice(theme.length + 1)}</th>
      {cells.map((cell, column) => (
        <td key={cell.target}>
          <Square
            fault={fault}
            cell={cell}
            on={targetText(targets[column] as TargetResult)}
            place={placeId({ column, row: firstRow + index })}
            current={current}
          />
        </td>
      ))}
    </tr>
  );
  return (
    <table class="fault-theme">
      <thead>
        <tr>
          <th scope="col">{theme}</th>
          {targets.map((target) => (
            <th key={target.id} scope="col">
              <span>{targetText(target)}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{rows.map(row)}</tbody>
    </table>
  );
}

/** How many faults there are, and on how many of them something failed. */
function summaryText(themes: readonly FaultTheme[]): string {
  const rows = themes.flatMap(({ rows: all }) => all);
  const having = (standing: Standing): number =>
    rows.filter(({ cells }) => cells.some((cell) => cell.standing === standing)).length;
  const told = (['fail', 'inconclusive', 'known'] as const).flatMap((standing) => {
    const number = having(standing);
    return number === 0 ? [] : [`${number} with ${STANDINGS[standing].word}`];
  });
  return [`${rows.length} fault${rows.length === 1 ? '' : 's'}`, ...told].join(', ');
}

/**
 * Every fault of the run on every target: the worst verdict of the scenarios that have it, and a
 * link to that scenario. One stop for Tab; the arrow keys move between the squares.
 */
export function FaultMap({ results }: { readonly results: Results }) {
  const { picture, current, onKeyDown } = useArrowKeys<HTMLDivElement>();
  const themes = faultMap(results);
  if (themes === undefined)
    return results.scenarios.length === 0 ? null : (
      <p class="facts">
        There is no map of faults: an older version wrote these results, which do not say what
        faults they have. <code>oauth-chaos recheck --write {results.run.id}</code> adds that.
      </p>
    );
  if (themes.length === 0) return null;
  const before = themes.map((_, index) =>
    themes.slice(0, index).reduce((sum, { rows }) => sum + rows.length, 0),
  );
  return (
    <section class="fault-map" aria-labelledby="fault-map">
      <h2 id="fault-map">Every fault on every target</h2>
      <details>
        <summary>{summaryText(themes)}</summary>
        <p class="facts">
          A square shows the worst that came of the scenarios with a fault, how many they are, and
          leads to it.
          {(Object.keys(PICTURE_SYMBOLS) as Standing[]).map((standing) => (
            <span key={standing}>
              {' '}
              <span class="sign">
                <b>{PICTURE_SYMBOLS[standing]}</b> {STANDINGS[standing].word}
              </span>
            </span>
          ))}{' '}
          <span class="sign">
            <b>·</b> not planned
          </span>
        </p>
        <div
          ref={picture}
          class="fault-themes"
          style={{ columnWidth: `${NAME_PX + SQUARE_PX * results.targets.length}px` }}
          onKeyDown={onKeyDown}
        >
          {themes.map((theme, index) => (
            <Theme
              key={theme.theme}
              {...theme}
              targets={results.targets}
              firstRow={before[index] ?? 0}
              current={current}
            />
          ))}
        </div>
      </details>
    </section>
  );
}
