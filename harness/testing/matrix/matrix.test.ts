import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { catches, matrixOf, readMatrix, writeMatrix } from './matrix.ts';
import type { PairOutcome } from './pair.ts';

const outcome = (part: Partial<PairOutcome>): PairOutcome => ({
  client: 'correct',
  scenario: 'a/b',
  verdict: 'pass',
  violated: [],
  decided: [],
  ...part,
});

const BLAME = { verdict: 'fail', violated: ['no-secret-leaked'] } as const;
const OF = { 'no-state': { caughtBy: 'no-secret-leaked', caughtIn: 'c/d' } };

const caughtWith = (...outcomes: readonly PairOutcome[]) =>
  catches(matrixOf(outcomes), OF)
    .get('no-state')
    ?.filter((scenario) => scenario !== 'c/d');

const wrong = (part: Partial<PairOutcome>) => outcome({ client: 'no-state', ...part });

test('a client is caught by its own checker, where the correct client passes', () => {
  expect(caughtWith(outcome({}), wrong(BLAME))).toEqual(['a/b']);
  expect(caughtWith(outcome(BLAME), wrong(BLAME))).toEqual([]);
  expect(caughtWith(outcome({ verdict: 'inconclusive' }), wrong(BLAME))).toEqual([]);
  expect(caughtWith(outcome({}), wrong({ ...BLAME, violated: ['connects'] }))).toEqual([]);
  expect(caughtWith(outcome({}), wrong({ ...BLAME, verdict: 'inconclusive' }))).toEqual([]);
  expect(caughtWith(outcome({}), wrong({}))).toEqual([]);
  expect(caughtWith(wrong(BLAME))).toEqual([]);
});

test('where the self-test finds a client, it is caught, and once', () => {
  expect(catches(matrixOf([outcome({}), wrong({})]), OF).get('no-state')).toEqual(['c/d']);
  const there = { scenario: 'c/d' };
  const seen = matrixOf([outcome(there), wrong({ ...BLAME, ...there })]);
  expect(catches(seen, OF).get('no-state')).toEqual(['c/d']);
});

function inFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-matrix-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('a matrix can be read as it was written', () => {
  const file = join(inFolder(), 'deep', 'matrix.json');
  const matrix = matrixOf([outcome({ decided: ['connects'] }), wrong(BLAME)]);
  writeMatrix(file, matrix);
  expect(readMatrix(file)).toEqual(matrix);
  expect(matrix).toEqual({
    tried: ['a/b'],
    decided: { 'a/b': ['connects'] },
    failed: { correct: {}, 'no-state': { 'a/b': ['fail', 'no-secret-leaked'] } },
  });
});

test('another file is none', () => {
  const file = join(inFolder(), 'matrix.json');
  writeFileSync(file, '{"tried":1}');
  expect(() => readMatrix(file)).toThrow(/Could not read .*it holds no matrix/);
});
