import { useState } from 'preact/hooks';
import type { Results, TargetResult } from '../../harness/model/results.ts';
import {
  coverageRows,
  type CoverageRow,
  type CoverageSection,
  type CoverageTheme,
  type CoveringScenario,
} from '../coverage-rows.ts';
import { STANDINGS, WORST_FIRST, type Standing } from '../text/standing.ts';
import { StandingBadge } from './standing-badge.tsx';
import { EMPTY_VIEW, formatView } from './view-state.ts';

type Targets = readonly TargetResult[];

const many = (number: number, word: string): string =>
  `${number} ${word}${number === 1 ? '' : 's'}`;

/** `3 scenarios: 1 fail, 2 pass; 2 more not in this page; 4 more not in this run` */
function countsText({ scenarios, counts, notHere, leftOut }: CoverageRow): string {
  const words = WORST_FIRST.flatMap((standing) =>
    counts[standing] === undefined ? [] : [`${counts[standing]} ${STANDINGS[standing].word}`],
  );
  const here = `${many(scenarios.length, 'scenario')}: ${words.join(', ')}`;
  return [
    here,
    ...(leftOut === 0 ? [] : [`${leftOut} more not in this page`]),
    ...(notHere === 0 ? [] : [`${notHere} more not in this run`]),
  ].join('; ');
}

/** A scenario, and how it fared on each target that has it. */
function Scenario({
  scenario: { name, cells },
  targets,
}: {
  readonly scenario: CoveringScenario;
  readonly targets: Targets;
}) {
  return (
    <li>
      <a href={formatView({ ...EMPTY_VIEW, scenario: name })}>{name}</a>
      {cells.map(({ target, standing }) =>
        standing === undefined ? null : (
          <span key={target} class="covering">
            {targets.length > 1 ? `${target} ` : ''}
            <StandingBadge standing={standing} />
          </span>
        ),
      )}
    </li>
  );
}

/** Why a row has no scenario here. */
const reasonOf = ({ open, elsewhere, notHere, leftOut }: CoverageRow): string => {
  if (open !== undefined) return `not covered: ${open}`;
  if (leftOut > 0) return `${many(leftOut, 'scenario')} of this run, none of them in this page`;
  return elsewhere ?? `${many(notHere, 'scenario')}, none of them in this run`;
};

/** A row of what must be covered. Its scenarios are listed when it is opened: they may be many. */
function Row({ row, targets }: { readonly row: CoverageRow; readonly targets: Targets }) {
  const [isOpen, setOpen] = useState(false);
  if (row.standing === undefined)
    return (
      <p class="coverage-row">
        <b>{row.what}</b> <span class="facts">{reasonOf(row)}</span>
      </p>
    );
  return (
    <details class="coverage-row" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <StandingBadge standing={row.standing} /> <b>{row.what}</b>{' '}
        <span class="facts">{countsText(row)}</span>
      </summary>
      {isOpen ? (
        <ul>
          {row.scenarios.map((scenario) => (
            <Scenario key={scenario.name} scenario={scenario} targets={targets} />
          ))}
        </ul>
      ) : null}
    </details>
  );
}

const rowsOf = (sections: readonly CoverageSection[]): readonly CoverageRow[] =>
  sections.flatMap(({ themes }) => themes.flatMap(({ rows }) => rows));

/** How many rows there are, and what became of them. */
function summaryText(sections: readonly CoverageSection[]): string {
  const rows = rowsOf(sections);
  const having = (standing: Standing): number =>
    rows.filter((row) => row.counts[standing] !== undefined).length;
  const told = (['fail', 'inconclusive', 'known'] as const).flatMap((standing) =>
    having(standing) === 0 ? [] : [`${having(standing)} with ${STANDINGS[standing].word}`],
  );
  const here = rows.filter(({ standing, leftOut }) => standing !== undefined || leftOut > 0).length;
  const open = rows.filter((row) => row.open !== undefined).length;
  return [
    many(rows.length, 'row'),
    `${here} in this run`,
    ...told,
    ...(open === 0 ? [] : [`${open} not covered`]),
  ].join(', ');
}

function Theme({ theme, rows, targets }: CoverageTheme & { readonly targets: Targets }) {
  return (
    <section>
      <h4>{theme}</h4>
      {rows.map((row) => (
        <Row key={row.what} row={row} targets={targets} />
      ))}
    </section>
  );
}

/**
 * What must be covered, row by row: the worst verdict of its scenarios in this run, and each of
 * them by name with its own. Nothing where the results do not say what must be covered.
 */
export function CoverageList({ results }: { readonly results: Results }) {
  const sections = coverageRows(results);
  if (sections === undefined) return null;
  return (
    <section class="coverage" aria-labelledby="coverage">
      <h2 id="coverage">What must be covered, row by row</h2>
      <details>
        <summary>{summaryText(sections)}</summary>
        {sections.map(({ section, themes }) => (
          <section key={section}>
            <h3>{section}</h3>
            {themes.map((theme) => (
              <Theme key={theme.theme} {...theme} targets={results.targets} />
            ))}
          </section>
        ))}
      </details>
    </section>
  );
}
