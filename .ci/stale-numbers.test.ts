import { expect, test } from 'vitest';
import { staleNumbers, type Facts } from './stale-numbers.ts';

const FACTS: Facts = {
  scenarios: 88,
  presets: 45,
  known: new Map([['2.41.1', { all: 17, single: 12 }]]),
};

const page = (totals: string, idle = '5 of 17'): string => `
We know 45 real providers.

\`\`\`
$ npm start
Baseline 2.41.1.yaml on 2.41.1: ${idle} known failures not tried: listed for other topologies.
…
scenarios   pass   fail  known
${totals}
\`\`\`
`;

test('a transcript that the code bears out is left alone', () => {
  expect(staleNumbers(page('       88     76      0     12'), FACTS)).toEqual([]);
});

test.each([
  [page('80 68 0 12'), ['80 scenarios are told, there are 88']],
  [page('88 67 0 12'), ['79 results are told, there are 88']],
  [
    page('88 75 0 13', '4 of 16'),
    [
      '16 known failures are told, there are 17',
      '4 known failures that are not tried are told, there are 5',
      '13 failures that were known are told, there are 12',
    ],
  ],
  [page('none'), ['a run of everything is told without its totals']],
  [
    page('88 76 0 12').replace('2.41.1.yaml', '2.40.7.yaml'),
    ["there is no baseline of n8n '2.40.7'"],
  ],
  [page('88 76 0 12').replace('45', '44'), ['44 real providers are told, there are 45']],
])('what drifted is told: %#', (text, told) => {
  expect(staleNumbers(text, FACTS)).toEqual(told);
});

test('a run of a selection may have any totals', () => {
  expect(staleNumbers(page('80 1 0 0').replace('npm start', 'npm start -- a/b'), FACTS)).toEqual(
    [],
  );
});
