import type { Trend, TrendKind, TrendPoint, TrendRow } from '../../harness/model/trend.ts';
import { formatDuration } from '../text/format-duration.ts';
import { agreement, durationText, TREND_KINDS } from './trend-text.ts';

/** Pixels of one run in a strip, and of the two parts of a picture. */
const CELL = 9;
const STRIP = 14;
const BARS = 26;

const CLASSES = { pass: 'ok', known: 'known', fail: 'bad', inconclusive: 'open' } as const;

const escape = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** What a run was, for the pointer and for screen readers. */
const pointTitle = ({ at, run, verdicts, durationsMs }: TrendPoint): string =>
  `${at.slice(0, 16).replace('T', ' ')}, run ${run}: ${verdicts.join(', ')}; ${durationsMs.map(formatDuration).join(', ')}`;

/** The attempts of one run as parts of a cell, and below it its longest duration as a bar. */
function column(point: TrendPoint, place: number, longestMs: number): string {
  const x = place * CELL;
  const height = STRIP / point.verdicts.length;
  const cells = point.verdicts.map(
    (verdict, index) =>
      `<rect class="${CLASSES[verdict]}" x="${x}" y="${(index * height).toFixed(1)}" width="${CELL - 1}" height="${height.toFixed(1)}"/>`,
  );
  const bar = (BARS * Math.max(...point.durationsMs)) / Math.max(longestMs, 1);
  return `<g><title>${escape(pointTitle(point))}</title>${cells.join('')}<rect class="time" x="${x}" y="${(STRIP + 3 + BARS - bar).toFixed(1)}" width="${CELL - 1}" height="${Math.max(bar, 0.5).toFixed(1)}"/></g>`;
}

/** One picture: a strip of verdicts over bars of durations, a column a run. */
function picture(row: TrendRow, runs: Trend['runs']): string {
  const at = new Map(row.points.map((point) => [point.run, point]));
  const columns = runs.map(({ id }, place) => {
    const point = at.get(id);
    return point === undefined ? '' : column(point, place, row.slowestMs);
  });
  const label = `${row.scenario} on ${row.target}: ${row.kind}; ${agreement(row)}`;
  return `<figure class="${row.kind}" data-scenario="${escape(row.scenario)}">
<figcaption><b>${escape(row.scenario)}</b> <span>${escape(row.target)}</span></figcaption>
<svg role="img" aria-label="${escape(label)}" width="${runs.length * CELL}" height="${STRIP + 3 + BARS}">${columns.join('')}</svg>
<p>${escape(agreement(row))}<br>${escape(durationText(row))}</p>
</figure>`;
}

const STYLE = `:root{color-scheme:light dark;--ground:#fbfbfa;--text:#1b1e22;--muted:#5a606a;--line:#dedfdc;--ok:#176f42;--known:#885600;--bad:#b42a25;--open:#6438ab;--time:#8b93a0}
@media (prefers-color-scheme:dark){:root{--ground:#14161a;--text:#e6e8eb;--muted:#a0a7b1;--line:#31363d;--ok:#57c18d;--known:#dda64a;--bad:#f2837c;--open:#bea2f4;--time:#68707b}}
body{margin:0 auto;max-width:1560px;padding:24px;font:14px/1.5 system-ui,sans-serif;color:var(--text);background:var(--ground)}
h1{font-size:22px;margin:0}h2{font-size:16px;margin:28px 0 10px}p{margin:4px 0;color:var(--muted)}
.all{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:14px 24px}
figure{margin:0;padding-top:8px;border-top:1px solid var(--line);overflow-x:auto}figcaption{overflow-wrap:anywhere}figcaption span{color:var(--muted)}
svg{display:block;margin:6px 0}.ok{fill:var(--ok)}.known{fill:var(--known)}.bad{fill:var(--bad)}.open{fill:var(--open)}.time{fill:var(--time)}
.key span{display:inline-block;width:10px;height:10px;margin:0 4px 0 14px}.key .ok{background:var(--ok)}.key .known{background:var(--known)}.key .bad{background:var(--bad)}.key .open{background:var(--open)}.key .time{background:var(--time)}`;

const KEY = [
  ['ok', 'pass'],
  ['known', 'known failure'],
  ['bad', 'fail'],
  ['open', 'inconclusive'],
  ['time', 'how long it took, against its own longest'],
].map(([name, words]) => `<span class="${name}"></span>${words}`);

/** The pictures of one kind, under a heading; nothing where there are none. */
function section({ runs, rows }: Trend, kind: TrendKind): string {
  const of = rows.filter((row) => row.kind === kind);
  if (of.length === 0) return '';
  const title = TREND_KINDS[kind];
  const pictures = of.map((row) => picture(row, runs)).join('\n');
  return `<section aria-label="${title}"><h2>${title} <small>(${of.length})</small></h2>
<div class="all">${pictures}</div></section>`;
}

/**
 * What became of the scenarios, as one page that loads nothing: a small picture for each of them.
 */
export function trendPage(trend: Trend): string {
  const { runs, rows } = trend;
  const days = [runs[0], runs.at(-1)].map((run) => escape(run?.at.slice(0, 10) ?? '–'));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${runs.length} runs, ${rows.length} rows</title><style>${STYLE}</style></head>
<body><main><h1>What became of each scenario</h1>
<p>${runs.length} runs from ${days.join(' to ')}, oldest left. Nothing is tried again to make it pass.</p>
<p class="key">${KEY.join('')}</p>
${section(trend, 'flaky')}
${section(trend, 'changed')}
${section(trend, 'steady')}
</main></body></html>
`;
}
