import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../execute.ts';
import { install, pack, run } from './packed.ts';

/** Tests the tarball of `npm pack`, and its installation into an empty folder. */
let folder: string;
let tarball: string;
let packed: readonly string[];

const here = (command: string, args: readonly string[]): string => run(command, args, folder);
const tool = (name: string): string => join(root, 'node_modules/.bin', name);
/**
 * Runs the command on the Node that runs this test. `npx` would use the Node that comes with the
 * package.
 */
const oauthChaos = (...args: readonly string[]): string =>
  here(process.execPath, ['node_modules/.bin/oauth-chaos', ...args]);

beforeAll(() => {
  const made = pack();
  ({ folder, tarball, files: packed } = made);
  install(made, { private: true, type: 'module' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('holds what is run and read, and no tests', () => {
  const first = new Set(packed.map((path) => path.split('/')[0]));
  expect([...first].toSorted()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'action.yml',
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
  expect(here(tool('publint'), ['run', tarball, '--strict'])).toContain('All good!');
});

it('has types that every resolution finds (attw)', () => {
  expect(here(tool('attw'), ['--profile', 'esm-only', tarball])).toContain(
    'node16 (from ESM): 🟢 (ESM)',
  );
});

/** How a user's own compiler finds modules: on Node, and as bundlers and Vite do. */
it.each([
  { module: 'Node16', moduleResolution: 'Node16' },
  { module: 'NodeNext', moduleResolution: 'NodeNext' },
  { module: 'ESNext', moduleResolution: 'Bundler' },
])(
  'compiles what somebody writes with it, declarations looked through: $moduleResolution',
  (way) => {
    cpSync(join(root, '.ci/typings'), folder, {
      recursive: true,
      filter: (source) => !source.endsWith('.json'),
    });
    const modules = join(root, 'node_modules');
    const compilerOptions = {
      target: 'ES2024',
      ...way,
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      typeRoots: [join(modules, '@types')],
      types: ['node'],
      // The peer dependencies.
      paths: {
        vitest: [join(modules, 'vitest/dist/index.d.ts')],
        '@playwright/test': [join(modules, '@playwright/test/index.d.ts')],
      },
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    expect(here(tool('tsc'), ['-p', '.'])).toBe('');
  },
);

it('is imported whole by what somebody writes: no entry point is left out there', () => {
  const written = globSync('*.ts', { cwd: join(root, '.ci/typings') })
    .map((file) => readFileSync(join(root, '.ci/typings', file), 'utf8'))
    .join('\n');
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, unknown>>;
  };
  for (const entry of Object.keys(exports).filter((name) => !/\*|\.json$/.test(name)))
    expect(written).toContain(`from 'n8n-oauth-chaos${entry.slice(1)}'`);
});

it('shows its help, its scenarios and its schema', () => {
  expect(here('npx', ['--no', '--', 'oauth-chaos', '--help'])).toBe(oauthChaos('--help'));
  expect(oauthChaos('--help')).toMatch(/^Usage: oauth-chaos /);
  expect(oauthChaos('list', 'scenarios')).toContain('control/no-fault');
  expect(JSON.parse(oauthChaos('schema', 'results'))).toHaveProperty('$schema');
});

it('writes a configuration that runs, types and all', () => {
  expect(oauthChaos('init', '--ci', 'github')).toContain('Written: oauth-chaos.config.ts');
  expect(oauthChaos('config', 'print')).toMatch(/^Project now$/m);
  expect(oauthChaos('list', 'scenarios')).toContain('mine/expired-before-eight-items');
  const strict = [
    '--noEmit',
    '--ignoreConfig',
    '--skipLibCheck',
    '--module',
    'nodenext',
    '--strict',
  ];
  here(tool('tsc'), [...strict, 'oauth-chaos.config.ts']);
});
