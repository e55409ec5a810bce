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

it('a version has the baseline of its own name, and no other', () => {
  writeFileSync(
    join(folder, '2.41.1.json'),
    '{ "schemaVersion": 2, "n8n": "2.41.1", "known": [] }',
  );
  expect(builtinBaseline('2.41.1', folder, { checkers })).toEqual({
    name: '2.41.1.json',
    baseline: { schemaVersion: 2, n8n: '2.41.1', known: [] },
  });
  expect(builtinBaseline('2.41.0', folder, { checkers })).toBeUndefined();
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
