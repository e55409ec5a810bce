import { describe, expect, it } from 'vitest';
import type { SuiteResults } from './suite-results.ts';
import { judgeEdit } from './verdict.ts';

type Verdict = SuiteResults['scenarios'][number]['verdict'];

const one = (
  name: string,
  verdict: Verdict,
  violated: readonly string[] = [],
  known?: unknown,
) => ({
  name,
  verdict,
  ...(known === undefined ? {} : { known }),
  findings: [
    { checker: 'always-holds', verdict: 'holds' },
    ...violated.map((checker) => ({ checker, verdict: 'violated' })),
  ],
});
const results = (...scenarios: SuiteResults['scenarios']): SuiteResults => ({ scenarios });
const unedited = results(one('a/passes', 'pass'), one('b/known', 'fail', ['x'], { reason: '…' }));

describe('judgeEdit', () => {
  it('caught: a scenario fails that nobody expected to fail', () => {
    const edited = results(one('a/passes', 'fail', ['y', 'z']), one('b/known', 'inconclusive'));
    expect(judgeEdit(unedited, edited)).toEqual({
      verdict: 'caught',
      evidence: ['a/passes: fail by y, z'],
    });
  });

  it('caught: a known failure fails in another way', () => {
    const edited = results(one('a/passes', 'pass'), one('b/known', 'fail', ['x', 'y']));
    expect(judgeEdit(unedited, edited).verdict).toBe('caught');
  });

  it('noticed: a run proves nothing any more', () => {
    const edited = results(one('a/passes', 'inconclusive'), one('b/known', 'fail', ['x'], {}));
    expect(judgeEdit(unedited, edited)).toEqual({
      verdict: 'noticed',
      evidence: ['a/passes: inconclusive; without it pass'],
    });
  });

  it('noticed: a known failure is gone', () => {
    const edited = results(one('a/passes', 'pass'), one('b/known', 'pass'));
    expect(judgeEdit(unedited, edited)).toMatchObject({
      verdict: 'noticed',
      evidence: ['b/known: pass; without it known fail'],
    });
  });

  it('missed: everything is as without the edit', () => {
    expect(judgeEdit(unedited, unedited)).toEqual({
      verdict: 'missed',
      evidence: ['2 scenarios as without the edit'],
    });
  });

  it('does not credit an edit with a failure that is there without it', () => {
    const failing = results(one('a/passes', 'fail', ['x', 'y']));
    expect(judgeEdit(failing, results(one('a/passes', 'fail', ['x', 'y']))).verdict).toBe('missed');
    expect(judgeEdit(failing, results(one('a/passes', 'fail', ['x']))).verdict).toBe('noticed');
    expect(judgeEdit(failing, results(one('a/passes', 'fail', ['z']))).verdict).toBe('caught');
  });

  it('says so when there is nothing to compare', () => {
    expect(judgeEdit(unedited, results(one('c/other', 'fail', ['x']))).verdict).toBe('not run');
  });
});
