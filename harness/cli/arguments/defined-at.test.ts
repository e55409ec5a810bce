import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { definedIn } from './defined-at.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'defined-at-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const path = join(cwd, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

it.each([
  ['a/b.ts', "import x from 'x';\n\nexport default defineScenario({\n  name: 'a/b',\n", 3],
  ['a.family.ts', 'const all = [];\nexport default defineFamily(all);\n', 2],
  ['a.ts', 'nothing', 1],
  ['a.yaml', '# a case\ntitle: x\nworkflows: { name: y }\nname: a/b\n', 4],
  ['a.json', '{\n  "workflows": { "name": "y" },\n  "name": "a/b"\n}', 3],
  ['b.yaml', ': : [', 1],
])('finds the line of the definition: %s', (name, text, line) => {
  expect(definedIn(cwd)(written(name, text))).toEqual({ file: name, line });
});

it('tells paths from the folder of the user, and knows none of an installed package', () => {
  const path = written('lib/a.ts', 'export default x');
  expect(definedIn(join(cwd, 'work'))(path)?.file).toBe('../lib/a.ts');
  expect(definedIn(cwd)(written('node_modules/p/a.ts', ''))).toBeUndefined();
});

it('waits for no pipe, and for nothing that is not there', () => {
  const pipe = join(cwd, 'pipe.yaml');
  execFileSync('mkfifo', [pipe]);
  expect(definedIn(cwd)(pipe)).toBeUndefined();
  expect(definedIn(cwd)(join(cwd, 'none.yaml'))).toBeUndefined();
});
