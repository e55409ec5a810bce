import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');

let tree: string;
beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'import-rule-'));
  copyFileSync(join(root, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
});
afterEach(() => rmSync(tree, { recursive: true, force: true }));

/**
 * Puts files into the copy of the tree's shape, runs the linter there and returns the rules it
 * reports.
 */
function lint(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), `${text}\n`);
  }
  const run = (): string => {
    try {
      return execFileSync(process.execPath, [oxlint, '--format', 'json', tree], {
        cwd: tree,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      return String((error as { stdout?: unknown }).stdout);
    }
  };
  const report = JSON.parse(run()) as {
    readonly diagnostics: readonly { readonly code: string }[];
  };
  return report.diagnostics.map(({ code }) => code);
}

const value = (from: string): string => `import { it } from '${from}';\nexport const mine = [it];`;
const type = (from: string): string =>
  `import type { It } from '${from}';\nexport type Mine = readonly It[];`;

describe('the import rule refuses', () => {
  const refused: Readonly<Record<string, readonly [file: string, text: string]>> = {
    'scenarios → mock-provider': [
      'scenarios/rotation/one.ts',
      value('../../mock-provider/index.ts'),
    ],
    'scenarios → a part of the harness': [
      'scenarios/rotation/one.ts',
      value('../../harness/plan/steps.ts'),
    ],
    'scenarios → a type of the model': [
      'scenarios/rotation/one.ts',
      type('../../harness/model/scenario.ts'),
    ],
    'scenarios → reports': ['scenarios/one.ts', value('../reports/index.ts')],
    'reports → harness/check': ['reports/one.ts', value('../harness/check/judge.ts')],
    'reports → the public index of the harness': ['reports/one.ts', value('../harness/index.ts')],
    'reports → mock-provider, even a type': [
      'reports/viewer/one.ts',
      type('../../mock-provider/index.ts'),
    ],
    'harness/check → harness/run': ['harness/check/one.ts', value('../run/run.ts')],
    'harness/check → mock-provider, even a type': [
      'harness/check/one.ts',
      type('../../mock-provider/index.ts'),
    ],
    'harness/check → harness/run from a folder below': [
      'harness/check/deep/one.ts',
      value('../../run/run.ts'),
    ],
    'harness/process → harness/store': ['harness/process/one.ts', value('../store/lease.ts')],
    'harness/process → mock-provider': [
      'harness/process/one.ts',
      value('../../mock-provider/index.ts'),
    ],
    'harness/model → harness/process': [
      'harness/model/one.ts',
      value('../process/process-group.ts'),
    ],
    'harness/model → harness/run': ['harness/model/one.ts', value('../run/run.ts')],
    'harness/model → a value of mock-provider': [
      'harness/model/one.ts',
      value('../../mock-provider/index.ts'),
    ],
    'harness/run → scenarios': ['harness/run/one.ts', value('../../scenarios/index.ts')],
    'harness/suite → reports': ['harness/suite/one.ts', value('../../reports/index.ts')],
    'harness/store → harness/cli': ['harness/store/one.ts', value('../cli/main.ts')],
    'mock-provider → harness, even a type': [
      'mock-provider/faults/one.ts',
      type('../../harness/model/error.ts'),
    ],
    'mock-provider → scenarios': ['mock-provider/one.ts', value('../scenarios/index.ts')],
  };
  it.each(Object.entries(refused))('%s', (_, [file, text]) => {
    expect(lint({ [file]: text })).toEqual(['eslint(no-restricted-imports)']);
  });

  it('a cycle', () => {
    expect(
      lint({
        'harness/run/one.ts': value('./two.ts'),
        'harness/run/two.ts': "import { mine } from './one.ts';\nexport const it = [mine];",
      }),
    ).toEqual(['import(no-cycle)', 'import(no-cycle)']);
  });
});

it('the import rule accepts what each folder may use', () => {
  expect(
    lint({
      'scenarios/rotation/one.ts': value('../../harness/index.ts'),
      'scenarios/two.ts': value('./rotation/it.ts'),
      'reports/one.ts': value('../harness/model/results.ts'),
      'reports/viewer/two.ts': value('../../harness/model/results.ts'),
      'harness/check/one.ts': value('../model/finding.ts'),
      'harness/check/two.ts': value('./three.ts'),
      'harness/check/deep/one.ts': `${value('../../model/finding.ts')}\nimport { other } from '../two.ts';\nexport const more = other;`,
      'harness/process/one.ts': value('../model/error.ts'),
      'harness/store/one.ts': value('../process/process-group.ts'),
      'harness/model/one.ts': type('../../mock-provider/index.ts'),
      'harness/run/one.ts': `${value('../n8n/driver.ts')}\nimport { other } from '../../mock-provider/index.ts';\nexport const more = other;`,
      'harness/cli/one.ts': `${value('../../scenarios/index.ts')}\nimport { other } from '../../reports/index.ts';\nexport const more = other;`,
      'mock-provider/faults/one.ts': value('../realm.ts'),
    }),
  ).toEqual([]);
});
