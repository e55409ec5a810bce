import { describe, expect, it } from 'vitest';
import {
  endingWords,
  operatorAct,
  recoveryText,
  recoveryWords,
  summaryBesideAct,
} from './recovery-text.ts';

describe('recoveryText', () => {
  it('names expected, observed, the remedy and the time', () => {
    expect(
      recoveryText({
        expected: 'automatic',
        observed: 'after-remedy',
        remedy: 'reconnect',
        afterMs: 1_200,
      }),
    ).toBe('automatic → after-remedy (reconnect) in 1.2 s');
    expect(recoveryText({ expected: 'none', observed: 'unknown' })).toBe('none → unknown');
  });
});

describe('recoveryWords', () => {
  it('says what was seen, and what was expected only where that is better', () => {
    expect(recoveryWords({ expected: 'automatic', observed: 'automatic', afterMs: 1_200 })).toBe(
      'worked again by itself in 1.2 s',
    );
    expect(recoveryWords({ expected: 'automatic', observed: 'unaffected' })).toBe(
      'no execution failed',
    );
    expect(
      recoveryWords({
        expected: 'automatic',
        observed: 'after-remedy',
        remedy: 'reconnect',
        afterMs: 170,
      }),
    ).toBe('worked again 170 ms after reconnect; expected: recovery by itself');
    expect(recoveryWords({ expected: 'after-remedy', observed: 'none' })).toBe(
      'did not work again for good; expected: recovery after one remedy',
    );
  });
});

describe('endingWords', () => {
  const fine = { expected: 'unaffected', observed: 'unaffected' } as const;
  it('says each thing once', () => {
    expect(endingWords({ verdict: 'pass', outcome: 'unaffected', recovery: fine })).toEqual([
      'unaffected',
    ]);
    expect(
      endingWords({
        verdict: 'inconclusive',
        outcome: 'inconclusive',
        recovery: { expected: 'none', observed: 'unknown' },
      }),
    ).toEqual(['recovery not seen']);
    expect(
      endingWords({
        verdict: 'skipped',
        outcome: 'skipped',
        recovery: { expected: 'unaffected', observed: 'unknown' },
      }),
    ).toEqual([]);
  });
  it('tells which versions ran, when they were exchanged', () => {
    const versions = ['1.123.81', '2.41.1'];
    expect(
      endingWords({ verdict: 'pass', outcome: 'unaffected', recovery: fine, versions }),
    ).toEqual(['unaffected', '1.123.81 → 2.41.1']);
  });
  it('tells an outcome and a recovery that differ', () => {
    expect(endingWords({ verdict: 'fail', outcome: 'invariant violated', recovery: fine })).toEqual(
      ['invariant violated', 'no execution failed'],
    );
  });
});

describe('operatorAct', () => {
  it('says what to do by hand, and nothing when nothing is to be done', () => {
    expect(
      operatorAct({
        expected: 'automatic',
        observed: 'after-remedy',
        remedy: 'reconnect',
        act: 'open the credential and connect the account again',
      }),
    ).toBe('Open the credential and connect the account again.');
    expect(operatorAct({ expected: 'automatic', observed: 'automatic' })).toBeUndefined();
    expect(operatorAct({ expected: 'automatic', observed: 'none' })).toBeUndefined();
  });

  it('is not said again by the summary beside it', () => {
    const recovery = {
      expected: 'automatic',
      observed: 'after-remedy',
      act: 'connect again',
    } as const;
    const summary = 'All failed. It works again only after an operator did this: connect again.';
    expect(summaryBesideAct({ summary, recovery })).toBe('All failed.');
    expect(summaryBesideAct({ summary: 'All failed.', recovery })).toBe('All failed.');
  });

  it('names the remedy where an older run has no words for it', () => {
    expect(operatorAct({ expected: 'automatic', observed: 'after-remedy', remedy: 'pray' })).toBe(
      'Pray.',
    );
  });
});
