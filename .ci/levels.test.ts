import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseLevels, LEVELS } from './levels.ts';

const chosen = (...names: readonly string[]): readonly string[] =>
  chooseLevels(names).map(({ name }) => name);

it('runs levels and groups in one order, each once, and everything without names', () => {
  expect(chosen('unit', 'lint')).toEqual(['lint', 'unit']);
  expect(chosen('quick', 'unit')).toEqual([
    'format',
    'lint',
    'lint:types',
    'types',
    'docs',
    'knip',
    'unit',
    'self-test',
  ]);
  expect(chosen('real')).toEqual(['full', 'package', 'python', 'browser', 'e2e', 'compose']);
  expect(chooseLevels()).toEqual(LEVELS);
  expect(chosen('image')).toEqual(['image']);
  expect(chosen('quick', 'real', 'image')).toEqual(LEVELS.map(({ name }) => name));
});

it('refuses a name that is neither, with exit code 64 and all names', () => {
  expect(() => chooseLevels(['lint', 'toString'])).toThrow("there is no level 'toString'");
  const run = (): string =>
    execFileSync(
      process.execPath,
      [join(import.meta.dirname, 'run-tests.ts'), '--level', 'units'],
      {
        encoding: 'utf8',
        stdio: 'pipe',
      },
    );
  expect(run).toThrow(
    expect.objectContaining({
      status: 64,
      stdout: '',
      stderr: `Could not run the tests: there is no level 'units'.\nLevels: ${LEVELS.map(({ name }) => name).join(', ')}, quick, real, image\n`,
    }),
  );
});
