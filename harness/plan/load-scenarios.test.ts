import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadScenarios, loadScenarioSources } from './load-scenarios.ts';

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

const family = (...members: readonly string[]): string =>
  `export default [${members.map((name) => `{ name: '${name}' }`).join(', ')}];\n`;

test('a family is a file of several scenarios, whose names begin as its own does', async () => {
  write('theme/what.family.ts', family('theme/what-b', 'theme/what-a'));
  write('whole.family.ts', family('whole/b-c', 'whole/a'));
  write('theme/one.ts', named('theme/one'));
  expect(await names()).toEqual([
    'theme/one',
    'theme/what-a',
    'theme/what-b',
    'whole/a',
    'whole/b-c',
  ]);
  const sources = await loadScenarioSources(folder);
  expect(sources.map(({ file, scenarios }) => `${file} ${scenarios.length}`).sort()).toEqual([
    'theme/one.ts 1',
    'theme/what.family.ts 2',
    'whole.family.ts 2',
  ]);
});

test('what a family says of itself is kept', async () => {
  write('pairs.family.ts', `${family('pairs/a', 'pairs/b')}export const about = 'all of them';\n`);
  write('theme/one.ts', named('theme/one'));
  const sources = await loadScenarioSources(folder);
  expect(sources.map(({ about }) => about)).toEqual(
    expect.arrayContaining(['all of them', undefined]),
  );
});

test.each([
  [
    'theme/what.family.ts',
    family('theme/other-a'),
    /named 'theme\/other-a'/,
    /begin with 'theme\/what-'/,
  ],
  ['whole.family.ts', family('theme/a'), /named 'theme\/a'/, /begin with 'whole\/'/],
  [
    'theme/what.ts',
    family('theme/what-a', 'theme/what-b'),
    /it is a family/,
    /'theme\/what.family.ts'/,
  ],
  ['theme/what.family.ts', family(), /no scenario/, /defineFamily\(/],
  ['theme/w.family.ts', family('theme/w-a', 'theme/w-a'), /'theme\/w-a' is taken/, /another name/],
])(
  'a family that cannot be found by its names is refused: %s %s',
  async (path, text, message, hint) => {
    write(path, text);
    await expect(names()).rejects.toMatchObject({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  },
);

test('a name that two files use is refused', async () => {
  write('theme/what.family.ts', family('theme/what-a'));
  write('theme/what-a.ts', named('theme/what-a'));
  await expect(names()).rejects.toMatchObject({ code: 'scenario-named-twice' });
});
