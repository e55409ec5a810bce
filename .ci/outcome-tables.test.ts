import { expect, test } from 'vitest';
import { sampleResult } from '../harness/store/testing/sample-results.ts';
import { outcomeTable, THEMES } from './outcome-tables.ts';

const clock = THEMES.find(({ theme }) => theme === 'clock') ?? THEMES[0];

test('a row for each thing that varies, a column for each way, and what came out', () => {
  const results = [
    sampleResult({ name: 'clock/n8n-ahead-1m', verdict: 'pass', outcome: 'recovered' }),
    sampleResult({ name: 'clock/n8n-ahead-1d', verdict: 'fail', outcome: 'hung' }),
    sampleResult({ name: 'clock/provider-behind-1d', verdict: 'inconclusive', outcome: 'dead' }),
    sampleResult({ name: 'scope/renamed-once' }),
  ];
  expect(clock && outcomeTable(results, clock)?.split('\n')).toEqual([
    '|  | 1m | 1d |',
    '| --- | --- | --- |',
    '| `n8n-ahead` | ✓ recovered | ✗ hung |',
    '| `provider-behind` |   | ? dead |',
  ]);
});

test('there is no table of what has not run', () => {
  expect(THEMES.map((theme) => outcomeTable([], theme))).toEqual(THEMES.map(() => undefined));
});
