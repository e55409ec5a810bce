import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../execute.ts';

/** Tests the tarball of `npm pack`, and its installation into an empty folder. */
let folder: string;
let tarball: string;
let packed: readonly string[];

/**
 * Runs a program and returns its standard output. When it fails, its output becomes the error's
 * message.
 */
function run(command: string, args: readonly string[], cwd = folder): string {
  try {
    return execFileSync(command, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, { cause: error });
  }
}
const tool = (name: string): string => join(root, 'node_modules/.bin', name);
/**
 * Runs the command on the Node that runs this test. `npx` would use the Node that comes with the
 * package.
 */
const oauthChaos = (...args: readonly string[]): string =>
  run(process.execPath, ['node_modules/.bin/oauth-chaos', ...args]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-package-'));
  run('npm', ['run', '--silent', 'build'], root);
  // The scripts are not needed, because `build` has already made everything.
  const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [made] = JSON.parse(run('npm', pack, root)) as readonly {
    readonly filename: string;
    readonly files: readonly { readonly path: string }[];
  }[];
  tarball = join(folder, made?.filename ?? '');
  packed = made?.files.map(({ path }) => path) ?? [];
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds what is run and read, and no tests', () => {
  const first = new Set(packed.map((path) => path.split('/')[0]));
  expect([...first].toSorted()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist',
    'harness',
    'mock-provider',
    'package.json',
    'reports',
  ]);
  expect(
    packed.filter((path) => /\.test\.|(^|\/)(testing|typings|node_modules)\//.test(path)),
  ).toEqual([]);
  expect(packed).toEqual(
    expect.arrayContaining([
      'dist/main.js',
      'dist/harness/index.d.ts',
      'dist/scenarios/control/no-fault.js',
      'harness/cli/bin.mjs',
      'mock-provider/console/dist/index.html',
      'reports/viewer/dist/index.html',
    ]),
  );
});

it('is a package as package managers and bundlers want it (publint)', () => {
  expect(run(tool('publint'), ['run', tarball, '--strict'])).toContain('All good!');
});

it('has types that every resolution finds (attw)', () => {
  expect(run(tool('attw'), ['--profile', 'esm-only', tarball])).toContain(
    'node16 (from ESM): 🟢 (ESM)',
  );
});

it('compiles what somebody writes with it, declarations looked through', () => {
  cpSync(join(root, '.ci/typings'), folder, {
    recursive: true,
    filter: (source) => !source.endsWith('.json'),
  });
  const modules = join(root, 'node_modules');
  const compilerOptions = {
    target: 'ES2024',
    module: 'NodeNext',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    typeRoots: [join(modules, '@types')],
    types: ['node'],
    // The only peer dependency.
    paths: { vitest: [join(modules, 'vitest/dist/index.d.ts')] },
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  expect(run(tool('tsc'), ['-p', '.'])).toBe('');
});

it('shows its help, its scenarios and its schema', () => {
  expect(run('npx', ['--no', '--', 'oauth-chaos', '--help'])).toBe(oauthChaos('--help'));
  expect(oauthChaos('--help')).toMatch(/^Usage: oauth-chaos /);
  expect(oauthChaos('list', 'scenarios')).toContain('control/no-fault');
  expect(JSON.parse(oauthChaos('schema', 'results'))).toHaveProperty('$schema');
});
