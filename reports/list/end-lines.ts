import { EXIT_CODES } from '../../harness/model/exit-code.ts';
import type { Results, Timing, Totals } from '../../harness/model/results.ts';
import { wrap } from '../../harness/model/wrap.ts';
import { formatDuration } from '../text/format-duration.ts';
import { runRemarks } from '../text/run-remarks.ts';
import { TIMING_PARTS } from '../text/timing-parts.ts';
import type { Colours } from './colours.ts';
import { LINE_WIDTH } from './scenario-lines.ts';

const NO_BREAK = '\u00a0';

function timingLines(timing: Timing): string[] {
  const parts = TIMING_PARTS.map(({ key, label }) =>
    `${label} ${formatDuration(timing[key])}`.replaceAll(' ', NO_BREAK),
  );
  return wrap(`Time ${formatDuration(timing.wallMs)}: ${parts.join(' · ')}`, LINE_WIDTH).map(
    (line) => line.replaceAll(NO_BREAK, ' '),
  );
}

function totalsLines(totals: Totals, colours: Colours): string[] {
  const cells: readonly (readonly [string, number, (text: string) => string])[] = [
    ['scenarios', totals.scenarios, colours.bold],
    ['pass', totals.pass, colours.green],
    ['fail', totals.fail, colours.red],
    ['known', totals.knownFail, colours.yellow],
    ['fixed', totals.fixedUnexpectedly, colours.cyan],
    ['inconclusive', totals.inconclusive, colours.yellow],
    ['skipped', totals.skipped, colours.dim],
    ['not run', totals.notRun, colours.yellow],
  ];
  const width = (label: string): number => Math.max(label.length, 5);
  const head = cells.map(([label]) => label.padStart(width(label))).join('  ');
  const row = cells
    .map(([label, count, paint]) =>
      (count === 0 ? colours.dim : paint)(String(count).padStart(width(label))),
    )
    .join('  ');
  return [colours.dim(head), row];
}

/**
 * The last lines: the totals, how the time was spent, where the report is, and the meaning of the
 * exit code.
 */
export function endLines(
  results: Results,
  places: { readonly runDirectory: string; readonly page: string | undefined },
  colours: Colours,
): string[] {
  const { totals, timing, exitCode } = results;
  return [
    '',
    ...(totals.scenarios + totals.notRun === 0 ? [] : [...totalsLines(totals, colours), '']),
    ...runRemarks(results)
      .flatMap((remark) => wrap(remark, LINE_WIDTH))
      .map((line) => colours.yellow(line)),
    ...(timing === undefined ? [] : timingLines(timing)),
    ...(places.page === undefined ? [] : [`Report ${places.page}`]),
    `Run ${places.runDirectory}`,
    `Exit code ${exitCode}: ${EXIT_CODES[exitCode]}.`,
  ];
}
