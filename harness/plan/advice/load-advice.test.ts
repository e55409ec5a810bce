import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { adviceOfRun } from './advice-of-run.ts';
import { loadAdvice } from './load-advice.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'advice-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, data: unknown): void {
  mkdirSync(join(folder, 'advice'), { recursive: true });
  writeFileSync(join(folder, 'advice', name), `export default ${JSON.stringify(data)};\n`);
}

const trial = (scenario: string) => ({
  scenario,
  asks: 'Does it?',
  shows: { remedy: ['restart'] },
});
const fix = (claim: string, ...scenarios: readonly string[]) => ({
  kind: 'fix',
  claim,
  trials: scenarios.map(trial),
});

it('is nothing where a folder has none', async () => {
  expect(await loadAdvice(folder)).toEqual([]);
});

it('is what the files say, causes first, in the order of their names', async () => {
  write('0.mjs', { about: 'Z', claims: [{ ...fix('See to z.', 'guide/z'), kind: 'checklist' }] });
  write('b.mjs', { about: 'B', claims: [fix('Do b.', 'guide/b')] });
  write('a.mjs', { about: 'A', claims: [fix('Do a.', 'guide/a'), fix('Do more.', 'guide/a')] });
  expect((await loadAdvice(folder)).map(({ about, claim }) => `${about}: ${claim}`)).toEqual([
    'A: Do a.',
    'A: Do more.',
    'B: Do b.',
    'Z: See to z.',
  ]);
});

it('refuses what is misspelt', async () => {
  write('a.mjs', { about: 'A', claims: [{ ...fix('Do a.', 'guide/a'), insteed: 'Do b.' }] });
  await expect(loadAdvice(folder)).rejects.toThrow('insteed');
});

it('of a run is what its scenarios try, and all of it when they try all that can be', async () => {
  write('a.mjs', {
    about: 'A',
    claims: [fix('Do a.', 'guide/a'), fix('Do b.', 'guide/b'), { ...fix('Do c.'), untried: '-' }],
  });
  const advice = await loadAdvice(folder);
  const of = (...names: readonly string[]) =>
    adviceOfRun(advice, new Set(names))?.map(({ claim }) => claim);
  expect(of('control/no-fault')).toBeUndefined();
  expect(of('guide/b')).toEqual(['Do b.']);
  expect(of('guide/a', 'guide/b')).toEqual(['Do a.', 'Do b.', 'Do c.']);
});
