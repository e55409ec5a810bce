import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkers } from '../../check/checkers/index.ts';
import { builtinBaseline } from './builtin-baseline.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baselines-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const written = (...versions: readonly string[]): void => {
  for (const n8n of versions)
    writeFileSync(
      join(folder, `${n8n}.json`),
      JSON.stringify({ schemaVersion: 2, n8n, known: [] }),
    );
};

it.each([
  ['2.41.1', '2.41.1'],
  ['2.41.0', '2.9.3'],
  ['2.42.0', '2.41.1'],
  ['2.9.4-rc.1', '2.9.3'],
  ['2.9.2', '1.123.81'],
])('%s has the baseline of the nearest version that is not newer: %s', (version, nearest) => {
  written('1.123.81', '2.9.3', '2.41.1');
  writeFileSync(join(folder, 'README.md'), 'No baseline.');
  expect(builtinBaseline(version, folder, { checkers })?.baseline.n8n).toBe(nearest);
});

it('what is older than all has none', () => {
  written('1.123.81');
  expect(builtinBaseline('1.72.1', folder, { checkers })).toBeUndefined();
});

it('a version has the baseline of its own name', () => {
  writeFileSync(
    join(folder, '2.41.1.json'),
    '{ "schemaVersion": 2, "n8n": "2.41.1", "known": [] }',
  );
  expect(builtinBaseline('2.41.1', folder, { checkers })).toEqual({
    name: '2.41.1.json',
    baseline: { schemaVersion: 2, n8n: '2.41.1', known: [] },
  });
  expect(builtinBaseline('../2.41.1', folder, { checkers })).toBeUndefined();
});

it('a damaged one stops the run instead of excusing nothing', () => {
  writeFileSync(
    join(folder, '2.41.1.json'),
    '{ "schemaVersion": 2, "n8n": "2.41.1", "knwon": [] }',
  );
  expect(() => builtinBaseline('2.41.1', folder, { checkers })).toThrow(
    /unknown key 'knwon'; did you mean 'known'/,
  );
});
