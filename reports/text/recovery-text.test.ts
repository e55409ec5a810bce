import { describe, expect, it } from 'vitest';
import { operatorAct, recoveryText } from './recovery-text.ts';

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
    expect(operatorAct({ expected: 'automatic', observed: 'none' })).toContain(
      'None of the remedies',
    );
  });

  it('names the remedy where an older run has no words for it', () => {
    expect(operatorAct({ expected: 'automatic', observed: 'after-remedy', remedy: 'pray' })).toBe(
      'Pray.',
    );
  });
});
