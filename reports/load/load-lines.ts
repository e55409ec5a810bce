import type { LoadResult } from '../../harness/model/load.ts';
import { loadRows, thresholdText } from './load-rows.ts';

const MARKS = { held: '✓', broken: '✗', unknown: '?' } as const;

/** A load in lines, for a terminal: its numbers, and what became of the thresholds. */
export function loadLines(load: LoadResult): readonly string[] {
  const rows = loadRows(load);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...load.thresholds.map(
      (threshold) => `${MARKS[threshold.verdict]} ${thresholdText(threshold)}`,
    ),
  ];
}
