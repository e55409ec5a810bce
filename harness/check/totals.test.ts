import { describe, expect, test } from 'vitest';
import type { RunFacts, ScenarioResult, Stopped } from '../model/results.ts';
import { samplePlanned, sampleResult } from '../store/testing/sample-results.ts';
import { summarise, type Countable } from './totals.ts';

const finished: RunFacts = {
  id: 'x',
  seed: 1,
  harness: '0',
  startedAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:01:00.000Z',
};
const { finishedAt: _finishedAt, ...running } = finished;

let names = 0;
const result = (part: Partial<ScenarioResult>): ScenarioResult =>
  sampleResult({ name: `a/${(names += 1)}`, ...part });
const pass = result({});
const fail = result({ verdict: 'fail' });
const known = result({ verdict: 'fail', known: { reason: 'It is known for long.' } });
const fixed = result({ fixedUnexpectedly: true });
const inconclusive = result({ verdict: 'inconclusive' });
const skipped = result({ verdict: 'skipped' });

const stopped = (exitCode: Stopped['exitCode']): Stopped => ({
  by: 'error',
  message: 'It ended.',
  exitCode,
});
const codeOf = (scenarios: readonly ScenarioResult[], more: Partial<Countable> = {}) =>
  summarise({ run: finished, scenarios: [...scenarios], ...more }).exitCode;

describe('the exit code of a run that came to its end', () => {
  test.each([
    [0, [pass, known, skipped]],
    [1, [fail, inconclusive]],
    [1, [pass, fixed]],
    [2, [pass, inconclusive, known]],
    [3, []],
    [3, [skipped]],
  ] as const)('%d', (code, results) => {
    expect(codeOf(results)).toBe(code);
  });

  test('is 2 when one planned result is missing, and 1 when another one failed', () => {
    expect(codeOf([pass], { planned: [samplePlanned()] })).toBe(2);
    expect(codeOf([fail], { planned: [samplePlanned()] })).toBe(1);
  });

  test('is 0 in spite of a failure that no longer happens, when that is allowed', () => {
    const run = { ...finished, rules: { strict: false, allowFixed: true } };
    expect(codeOf([fixed], { run })).toBe(0);
  });
});

describe('the exit code of a run without its planned end', () => {
  test('is never 0 nor 3', () => {
    expect(codeOf([pass], { run: running })).toBe(2);
    expect(codeOf([], { run: running })).toBe(2);
    expect(codeOf([fail], { run: running })).toBe(1);
  });

  test.each([70, 130, 75] as const)('keeps the reason %d, whatever was found', (exitCode) => {
    for (const found of [pass, fail, inconclusive])
      expect(codeOf([found], { run: { ...finished, stopped: stopped(exitCode) } })).toBe(exitCode);
  });
});

test('known failures and what did not run are counted apart', () => {
  const planned = [samplePlanned({ name: pass.name }), samplePlanned({ name: 'never/run' })];
  expect(
    summarise({ run: finished, scenarios: [pass, known, fail, fixed], planned }).totals,
  ).toEqual({
    scenarios: 4,
    pass: 2,
    fail: 1,
    knownFail: 1,
    fixedUnexpectedly: 1,
    inconclusive: 0,
    skipped: 0,
    notRun: 1,
  });
});
