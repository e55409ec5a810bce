import { expect, test } from 'vitest';
import { sampleTrend } from '../testing/sample-trend.ts';
import { trendLines } from './trend-text.ts';

test('names what is flaky and what has changed, and counts the rest', () => {
  expect(trendLines(sampleTrend, { all: false })).toEqual([
    '3 runs from 2026-01-01 to 2026-01-03, 3 rows: a scenario on a target each (2.41.1, "><b>). Oldest run left.',
    '',
    'Flaky: not the same every time (1)',
    '  rotation/grace on 2.41.1',
    '      ✓✗✓  5 pass, 1 fail, of 6 · 1.0 s (slowest 4.0 s)',
    '',
    'Changed, and the same since (1)',
    '  queue/slow-lock on 2.41.1',
    '      k✓✓  2 pass, 1 known failure, of 3 · 1.0 s (slowest 4.0 s) · pass since run run-2',
    '',
    '1 more row: the same every time.',
    '',
    '✓ pass · k known failure · ✗ fail · ? inconclusive; the worst attempt of a run',
  ]);
});

test('shows the rest when all is wanted', () => {
  const lines = trendLines(sampleTrend, { all: true });
  expect(lines).toContain('The same every time (1)');
  expect(lines).toContain('      ?  1 inconclusive, of 1 · 1.0 s (slowest 4.0 s)');
});
