import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadScenarios } from './load-scenarios.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const named = (name: string): string => `export default { name: '${name}' };\n`;
const names = async () => (await loadScenarios(folder)).map(({ name }) => name);

test('every file of a theme is a scenario, sorted by name', async () => {
  write('b-theme/z.ts', named('b-theme/z'));
  write('b-theme/a.js', named('b-theme/a'));
  write('a-theme/deep/er.ts', named('a-theme/deep/er'));
  expect(await names()).toEqual(['a-theme/deep/er', 'b-theme/a', 'b-theme/z']);
});

test('what lies beside the themes is none', async () => {
  for (const path of [
    'index.ts',
    'workflows/x.ts',
    'baselines/x.ts',
    'testing/x.ts',
    'load/x.js',
    'theme/x.test.ts',
    'theme/x.d.ts',
    'theme/x.md',
  ])
    write(path, 'throw new Error("never loaded");');
  expect(await names()).toEqual([]);
});

test('a name that does not lead to its file is refused, with both ways out', async () => {
  write('theme/here.ts', named('theme/there'));
  await expect(names()).rejects.toMatchObject({
    code: 'scenario-misplaced',
    message: expect.stringMatching(
      /^Could not load theme.here\.ts: its scenario is named 'theme\/there'\.$/,
    ),
    hint: "Name it 'theme/here', or move the file.",
  });
});

test('so is a file without a scenario', async () => {
  write('theme/here.ts', 'export const scenario = {};\n');
  await expect(names()).rejects.toMatchObject({
    code: 'scenario-missing',
    message: expect.stringContaining('no scenario as its default export'),
  });
});
