import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSuites, scenariosIn } from './load-suites.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'suites-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = ['a/one', 'a/two', 'b/three'];
const SCENARIOS = NAMES.map((name) => ({ name }));

const load = (held: unknown) => {
  writeFileSync(join(folder, 'suites.ts'), `export default ${JSON.stringify(held)};\n`);
  return loadSuites(folder, SCENARIOS);
};

test('a folder has a suite of everything, and those of its file', async () => {
  expect(await loadSuites(folder, SCENARIOS)).toEqual({ full: NAMES });
  expect(await load({ smoke: ['b/three'], default: ['a/one', 'a/two'] })).toEqual({
    smoke: ['b/three'],
    default: ['a/one', 'a/two'],
    full: NAMES,
  });
});

test.each([
  ['a list', [], /^Could not load suites\.ts: /],
  ['an empty suite', { smoke: [] }, /smoke/],
  [
    'a name that does not exist',
    { smoke: ['a/four'] },
    /smoke names 'a\/four', which does not exist/,
  ],
  ['a name twice', { smoke: ['a/one', 'a/one'] }, /smoke names 'a\/one' twice/],
  ['a suite called full', { full: ['a/one'] }, /full is every scenario there is/],
])('refuses %s', async (_, held, message) => {
  await expect(load(held)).rejects.toMatchObject({
    code: 'suites-invalid',
    message: expect.stringMatching(message),
  });
});

test('what belongs to a suite keeps its order, and a suite that does not exist is refused', () => {
  const suites = { default: ['b/three', 'a/one'], full: NAMES };
  expect(scenariosIn(suites, 'default', SCENARIOS)).toEqual([
    { name: 'a/one' },
    { name: 'b/three' },
  ]);
  expect(() => scenariosIn(suites, 'toString', SCENARIOS)).toThrow(
    "Could not find the suite 'toString'.",
  );
});
