import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TESTS_MAY } from './import-rule.ts';
import { ROOMS, type Room } from './rooms.ts';

const root = dirname(import.meta.dirname);
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');

let tree: string;
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'import-rule-'));
  mkdirSync(join(tree, '.ci'));
  const settings = ['.oxlintrc.json', '.oxlintrc.types.json', 'tsconfig.json', 'package.json'];
  const rule = ['.ci/lint-plugin.ts', '.ci/import-rule.ts', '.ci/rooms.ts'];
  for (const file of [...settings, ...rule]) copyFileSync(join(root, file), join(tree, file));
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** Writes files into a folder tree like the project's and lints them there. */
function lint(
  files: Readonly<Record<string, string>>,
  ...options: readonly string[]
): readonly Diagnostic[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), `${text}\n`);
  }
  try {
    return diagnostics(
      execFileSync(process.execPath, [oxlint, '--format', 'json', ...options], {
        cwd: tree,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        maxBuffer: 1e9,
      }),
    );
  } catch (error) {
    return diagnostics(String((error as { stdout?: unknown }).stdout));
  }
}
const diagnostics = (text: string): readonly Diagnostic[] =>
  (JSON.parse(text) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;

/** `file:line` of every import that was refused. */
const refusedBy = (all: readonly Diagnostic[]): readonly string[] =>
  all
    .filter(({ code }) => code === 'house(import-rule)')
    .map(({ filename, labels }) => `${filename}:${labels[0]?.span.line}`)
    .toSorted();

/**
 * Every form in which a file can import another, one per line. The first two leave no code at run
 * time.
 */
const FORMS: readonly ((from: string, name: string) => string)[] = [
  (from, name) => `import type { A as A${name} } from '${from}';`,
  (from, name) => `export type B${name} = A${name} | typeof import('${from}');`,
  (from, name) => `import { c as c${name} } from '${from}';`,
  (from, name) => `export { d as d${name} } from '${from}';`,
  (from) => `export * from '${from}';`,
  (from, name) => `export const e${name} = () => [c${name}, import('${from}')];`,
  (from, name) => `export const f${name} = () => import(\`${from}\`);`,
];

/** The files to lint, and the lines in them that the rule must refuse. */
class Plan {
  readonly files: Record<string, string> = {};
  readonly refused: string[] = [];

  /**
   * Makes `file` import `target` in every form. The rule must refuse the forms from number `legal`
   * on.
   */
  plant(file: string, target: string, legal: number): void {
    const path = posix.relative(posix.dirname(file), target);
    const before = this.files[file]?.split('\n') ?? [];
    const from = path.startsWith('..') ? path : `./${path}`;
    const forms = FORMS.map((form) => form(from, `${before.length}`));
    this.files[file] = [...before, ...forms].join('\n');
    for (const [index] of forms.entries())
      if (index >= legal) this.refused.push(`${file}:${before.length + index + 1}`);
  }

  check(): void {
    expect(refusedBy(lint(this.files))).toEqual(this.refused.toSorted());
  }
}
const LEGAL = { nothing: 0, types: 2, all: Infinity } as const;

const isFile = ({ path }: Room): boolean => path.endsWith('.ts');
const FOLDERS = ROOMS.filter((room) => !isFile(room));
const pairsOf = (rooms: readonly Room[]) =>
  rooms.flatMap((from) => rooms.flatMap((to) => (to === from ? [] : [[from, to] as const])));
const PAIRS = pairsOf(ROOMS);
const FOLDER_PAIRS = pairsOf(FOLDERS);

const slug = ({ path }: Room): string => path.replaceAll(/[/.]/g, '-');
const partOf = ({ path }: Room): string => path.replace(/\/.*/, '');
/**
 * The file of a room that imports another room: one file for each pair, unless the room itself is
 * one file.
 */
const importer = (room: Room, to: Room): string =>
  isFile(room) ? room.path : `${room.path}/to-${slug(to)}.ts`;
/** The file of a room that others may import, if there is one. */
const entry = (room: Room): string =>
  isFile(room) ? room.path : `${room.path}/${room.doors?.[0] ?? 'it.ts'}`;

/** What the table of rooms allows, read in the simplest way. */
function legalIn(from: Room, to: Room): keyof typeof LEGAL {
  if (from.may.includes(to.path)) return 'all';
  return from.mayTypes?.includes(to.path) === true ? 'types' : 'nothing';
}

describe('the linter asks the table of rooms', () => {
  it('about every pair of rooms', () => {
    const plan = new Plan();
    const tried = { nothing: 0, types: 0, all: 0 };
    for (const [from, to] of PAIRS) {
      const legal = legalIn(from, to);
      tried[legal]++;
      plan.plant(importer(from, to), entry(to), LEGAL[legal]);
    }
    plan.check();
    console.info(
      `${tried.nothing} forbidden pairs of rooms, ${tried.types} for types only, ` +
        `${tried.all} allowed, each in ${FORMS.length} forms of import`,
    );
    expect(tried.nothing).toBeGreaterThan(1000);
  });

  it('behind a door nothing is imported, even where the room is open', () => {
    const plan = new Plan();
    for (const [from, to] of PAIRS)
      if (to.doors !== undefined && from.path !== '.ci')
        plan.plant(importer(from, to), `${to.path}/inner.ts`, LEGAL.nothing);
    plan.check();
  });

  it('testing folders are for tests, and for those of the same part', () => {
    const plan = new Plan();
    for (const [from, to] of FOLDER_PAIRS) {
      if (from.path === '.ci') continue;
      const near = TESTS_MAY[partOf(from)]?.includes(partOf(to)) === true;
      const target = `${to.path}/testing/it.ts`;
      plan.plant(importer(from, to), target, LEGAL.nothing);
      for (const file of [`to-${slug(to)}.test.ts`, `testing/to-${slug(to)}.ts`])
        plan.plant(`${from.path}/${file}`, target, near ? LEGAL.all : LEGAL.nothing);
    }
    plan.check();
  });

  it('tests enter every room of their part, and no other part', () => {
    const plan = new Plan();
    for (const [from, to] of FOLDER_PAIRS) {
      if (from.path === '.ci') continue;
      const near = TESTS_MAY[partOf(from)]?.includes(partOf(to)) === true;
      const legal = near ? 'all' : legalIn(from, to);
      plan.plant(`${from.path}/to-${slug(to)}.test.ts`, entry(to), LEGAL[legal]);
    }
    plan.check();
  });

  it('a room imports its own files', () => {
    const plan = new Plan();
    for (const room of FOLDERS) plan.plant(`${room.path}/one.ts`, `${room.path}/two.ts`, LEGAL.all);
    plan.check();
  });

  it('a file in no room is refused, and what imports it', () => {
    const rule = 'house(import-rule)';
    expect(lint({ 'harness/news/one.ts': 'export const a = 1;' }).map(({ code }) => code)).toEqual([
      rule,
    ]);
    rmSync(join(tree, 'harness/news'), { recursive: true });
    const plan = new Plan();
    plan.plant('harness/run/one.ts', 'harness/news/one.ts', LEGAL.nothing);
    plan.plant('harness/run/two.ts', 'one.ts', LEGAL.nothing);
    plan.check();
  });

  it('the project under its own name, and by an absolute path', () => {
    const text = FORMS.map((form) => form('n8n-oauth-chaos/provider', '')).join('\n');
    const refused = refusedBy(lint({ 'harness/check/one.ts': text }));
    expect(refused).toHaveLength(FORMS.length);
    expect(
      refusedBy(lint({ 'harness/check/one.ts': "import '/harness/run/run.ts';" })),
    ).toHaveLength(1);
  });

  it('arrows that once passed', () => {
    const plan = new Plan();
    plan.plant('harness/n8n/driver/one.ts', 'harness/suite/run-suite.ts', LEGAL.nothing);
    plan.plant('harness/plan/one.ts', 'harness/run/run-scenario.ts', LEGAL.nothing);
    plan.plant('harness/store/one.ts', 'harness/n8n/index.ts', LEGAL.nothing);
    plan.plant('harness/run/one.ts', 'mock-provider/store/grant-store.ts', LEGAL.nothing);
    plan.check();
  });
});

describe('the linter refuses', () => {
  it('in what is shipped, a package that users do not get', () => {
    const text = [
      "import 'sinon';",
      "import 'fast-check/lib/x.js';",
      "import '@axe-core/playwright';",
      "import 'p-map';",
      "import 'yaml/util';",
      "import 'vitest';",
      "import 'node:fs';",
      "import 'fs/promises';",
    ].join('\n');
    const shipped = ['harness/run/one.ts', 'reports/one.ts', 'scenarios/control/one.ts', 'main.ts'];
    const others = [
      'harness/run/one.test.ts',
      'harness/run/testing/one.ts',
      'reports/viewer/one.ts',
      '.ci/one.ts',
    ];
    const files = Object.fromEntries([...shipped, ...others].map((file) => [file, text]));
    expect(refusedBy(lint(files))).toEqual(
      shipped.flatMap((file) => [1, 2, 3].map((line) => `${file}:${line}`)).toSorted(),
    );
  });

  it('a cycle, also one of types', () => {
    const code = (other: string): string =>
      `import type { It } from './${other}.ts';\nexport type Mine = readonly It[];`;
    const found = lint({ 'harness/run/one.ts': code('two'), 'harness/run/two.ts': code('one') });
    expect(found.map((each) => each.code)).toEqual(['import(no-cycle)', 'import(no-cycle)']);
  });

  it('a promise nobody waits for', () => {
    const text = 'async function work(): Promise<void> {}\nwork();';
    writeFileSync(join(tree, 'tsconfig.json'), '{ "compilerOptions": { "types": [] } }');
    const found = lint(
      { 'harness/run/one.ts': text },
      '--type-aware',
      '-c',
      '.oxlintrc.types.json',
      'harness',
    );
    expect(found.map(({ code }) => code)).toEqual(['typescript(no-floating-promises)']);
  });
});

describe('the table of rooms', () => {
  const paths = ROOMS.map(({ path }) => path);

  it('names each room once, and only rooms that there are', () => {
    expect(new Set(paths).size).toBe(paths.length);
    const named = ROOMS.flatMap(({ may, mayTypes = [] }) => [...may, ...mayTypes]);
    expect(named.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('tells which rooms are empty still', () => {
    const empty = paths.filter((path) => !existsSync(join(root, path)));
    expect(empty).toEqual(ROOMS.filter(({ planned }) => planned).map(({ path }) => path));
  });

  it('has no circle of rooms', () => {
    // Removes rooms from which no remaining room imports anything, until no more can be removed.
    let left = ROOMS;
    for (let before = -1; before !== left.length;) {
      before = left.length;
      const stand = left;
      left = stand.filter(({ may }) => stand.some(({ path }) => may.includes(path)));
    }
    expect(left.map(({ path }) => path)).toEqual([]);
  });
});
