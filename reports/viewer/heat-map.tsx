import { Fragment } from 'preact';
import type { Results } from '../../harness/model/results.ts';
import { compareTargets, type ComparedScenario } from '../compare.ts';
import { PICTURE_SYMBOLS, STANDINGS, type Standing } from '../text/standing.ts';
import { CHANGE_FILTERS } from './order-rows.ts';
import { themeOf } from './select-rows.ts';
import { placeId, useArrowKeys } from './use-arrow-keys.ts';

interface HeatMapProps {
  readonly results: Results;
  /** Opens a scenario at its result on a target. */
  readonly onOpen: (scenario: string, target: string) => void;
}

/** A column: one scenario, a square for each target, and what changed between them. */
function Column({
  scenario,
  column,
  current,
  onOpen,
}: {
  readonly scenario: ComparedScenario;
  readonly column: number;
  /** The square that Tab leads to. */
  readonly current: string;
  readonly onOpen: HeatMapProps['onOpen'];
}) {
  const { name, cells, change } = scenario;
  const turned = change === 'regressed' || change === 'fixed' ? CHANGE_FILTERS[change] : undefined;
  return (
    <div class="heat-column">
      {cells.map(({ target, standing }, row) => {
        const word = standing === undefined ? 'not planned' : STANDINGS[standing].word;
        const said = `${name} on ${target}: ${word}${turned === undefined ? '' : `, ${turned.word}`}`;
        const place = placeId({ column, row });
        return (
          <button
            key={target}
            type="button"
            class={`heat heat-${standing ?? 'none'}`}
            data-place={place}
            tabIndex={place === current ? 0 : -1}
            aria-label={said}
            title={said}
            onClick={() => onOpen(name, target)}
          >
            <span aria-hidden="true">
              {standing === undefined ? '·' : PICTURE_SYMBOLS[standing]}
            </span>
          </button>
        );
      })}
      <span class={`turned change-${change ?? 'none'}`} aria-hidden="true">
        {turned?.symbol ?? ''}
      </span>
    </div>
  );
}

/** What the symbols of the picture mean, as far as it has them. */
function Legend({ rows }: { readonly rows: readonly ComparedScenario[] }) {
  const here = new Set(rows.flatMap(({ cells }) => cells.map(({ standing }) => standing)));
  const signs = [
    ...(Object.keys(PICTURE_SYMBOLS) as Standing[])
      .filter((standing) => here.has(standing))
      .map((standing) => [PICTURE_SYMBOLS[standing], STANDINGS[standing].word]),
    ...(['regressed', 'fixed'] as const)
      .filter((change) => rows.some((row) => row.change === change))
      .map((change) => [CHANGE_FILTERS[change].symbol, CHANGE_FILTERS[change].word]),
  ];
  return (
    <>
      {signs.map(([symbol, word]) => (
        <Fragment key={word}>
          {' '}
          <span class="sign">
            <b>{symbol}</b> {word}
          </span>
        </Fragment>
      ))}
    </>
  );
}

/**
 * Every scenario on every target at a glance: a column for each scenario, by theme, and a row for
 * each target. One stop for Tab; the arrow keys move between the squares.
 */
export function HeatMap({ results, onOpen }: HeatMapProps) {
  const { picture, current, onKeyDown } = useArrowKeys<HTMLDivElement>();
  const rows = compareTargets(results);
  const themes = [
    ...Map.groupBy(
      rows.toSorted((a, b) => a.name.localeCompare(b.name)),
      ({ name }) => themeOf(name),
    ),
  ];
  const columns = new Map(themes.flatMap(([, all]) => all).map((row, index) => [row, index]));
  return (
    <section class="heat-map" aria-labelledby="heat-map">
      <h2 id="heat-map">Every scenario on every target</h2>
      <p class="facts">
        A column is a scenario; its rows, from the top:{' '}
        {results.targets.map(({ id }, index) => (
          <b key={id}>
            {index === 0 ? '' : ', '}
            {id}
          </b>
        ))}
        . <Legend rows={rows} />
      </p>
      <div
        ref={picture}
        class="heat-themes"
        role="group"
        aria-labelledby="heat-map"
        onKeyDown={onKeyDown}
      >
        {themes.map(([theme, all]) => (
          <div key={theme} class="heat-theme">
            <span>{theme}</span>
            <div class="heat-columns">
              {all.map((row) => (
                <Column
                  key={row.name}
                  scenario={row}
                  column={columns.get(row) ?? 0}
                  current={current}
                  onOpen={onOpen}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
    </section>
  );
}
