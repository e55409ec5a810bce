import { expect, test } from 'vitest';
import { coverageRows } from './coverage-rows.ts';
import { sampleRun } from './testing/sample-run.ts';

const { results } = sampleRun();

test('a row shows its scenarios on every target, the worst of them, and how many are not here', () => {
  const [section] = coverageRows(results) ?? [];
  expect(section?.section).toBe('What goes wrong');
  const [expired] = section?.themes[0]?.rows ?? [];
  expect(expired).toMatchObject({
    what: 'An access token has expired',
    standing: 'fail',
    notHere: 3,
    leftOut: 0,
    scenarios: [
      { name: 'control/no-fault', standing: 'pass' },
      { name: 'rotation/concurrent-refresh', standing: 'fail' },
    ],
  });
  expect(expired?.counts).toEqual({ pass: 1, fail: 1 });
  expect(expired?.scenarios[1]?.cells.map(({ standing }) => standing)).toEqual(['fail', 'pass']);
});

test('a row without scenarios keeps its reason, and has no standing', () => {
  const rows = (coverageRows(results) ?? []).flatMap(({ themes }) =>
    themes.flatMap((theme) => theme.rows),
  );
  expect(rows.find(({ open }) => open !== undefined)).toMatchObject({
    scenarios: [],
    standing: undefined,
    notHere: 0,
    leftOut: 0,
  });
});

test('results that say nothing of it have no rows', () => {
  const { coverage: _, ...older } = results;
  expect(coverageRows(older)).toBeUndefined();
});
