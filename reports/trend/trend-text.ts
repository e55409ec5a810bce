import type { Trend, TrendPoint, TrendRow } from '../../harness/model/trend.ts';
import { formatDuration } from '../text/format-duration.ts';
import { PICTURE_SYMBOLS, worstStanding } from '../text/standing.ts';

/** So many runs are shown in a row of symbols; the newest ones. */
const SHOWN = 30;

/** The worst verdict of a run, as the symbol that stands for it in pictures. */
const symbolOf = ({ verdicts }: TrendPoint): string => {
  const worst = worstStanding(verdicts);
  return worst === undefined ? ' ' : PICTURE_SYMBOLS[worst];
};

const count = (number: number, what: string): string =>
  `${number} ${what}${number === 1 ? '' : 's'}`;

/** `19 of 20 pass, 1 fail` */
export function agreement({ points, attempts }: TrendRow): string {
  const verdicts = points.flatMap((point) => point.verdicts);
  const by = Object.entries(Object.groupBy(verdicts, (verdict) => verdict))
    .map(([verdict, all]) => [verdict, all.length] as const)
    .toSorted(([, a], [, b]) => b - a)
    .map(([verdict, number]) => `${number} ${verdict === 'known' ? 'known failure' : verdict}`);
  return `${by.join(', ')}, of ${attempts}`;
}

const rowLines = (row: TrendRow): readonly string[] => [
  `  ${row.scenario} on ${row.target}`,
  `      ${row.points.slice(-SHOWN).map(symbolOf).join('')}  ${agreement(row)} · ${durationText(row)}${turnText(row)}`,
];

/** `1.2 s (slowest 4.0 s)` */
export const durationText = ({ medianMs, slowestMs }: TrendRow): string =>
  `${formatDuration(medianMs)} (slowest ${formatDuration(slowestMs)})`;

/** Since which run a changed scenario is as it is now; nothing for others. */
function turnText({ kind, points }: TrendRow): string {
  if (kind !== 'changed') return '';
  const last = points.at(-1);
  const before = points.findLastIndex(({ verdicts }) => verdicts[0] !== last?.verdicts[0]);
  const since = points[before + 1];
  return since === undefined ? '' : ` · ${last?.verdicts[0]} since run ${since.run}`;
}

/** The kinds, in words for a heading. */
export const TREND_KINDS = {
  flaky: 'Flaky: not the same every time',
  changed: 'Changed, and the same since',
  steady: 'The same every time',
} as const;

/**
 * What became of the scenarios, for a terminal: the flaky and the changed ones; of the others only
 * how many they are, unless all are wanted.
 */
export function trendLines(
  { runs, rows }: Trend,
  { all }: { readonly all: boolean },
): readonly string[] {
  const first = runs[0]?.at.slice(0, 10) ?? '';
  const last = runs.at(-1)?.at.slice(0, 10) ?? '';
  const days = first === last ? `on ${first}` : `from ${first} to ${last}`;
  const targets = new Set(rows.map(({ target }) => target));
  const shown = (['flaky', 'changed', 'steady'] as const).flatMap((kind) => {
    const of = rows.filter((row) => row.kind === kind);
    if (of.length === 0) return [];
    if (kind === 'steady' && !all)
      return ['', `${count(of.length, 'more row')}: the same every time.`];
    return ['', `${TREND_KINDS[kind]} (${of.length})`, ...of.flatMap(rowLines)];
  });
  return [
    `${count(runs.length, 'run')} ${days}, ${count(rows.length, 'row')}: a scenario on a target each (${[...targets].join(', ')}). Oldest run left.`,
    ...shown,
    '',
    '✓ pass · k known failure · ✗ fail · ? inconclusive; the worst attempt of a run',
  ];
}
