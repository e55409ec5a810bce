import { describe, expect, it } from 'vitest';
import { describeStep } from './describe-step.ts';

describe('describeStep', () => {
  it.each([
    [{ do: 'heal' }, 'heal'],
    [{ do: 'execute', times: 8, workflow: ['a', 'b'] }, 'execute (times: 8, workflow: ["a","b"])'],
    [
      { do: 'inject', fault: 'token/throttled', options: { times: 2 } },
      'inject (fault: token/throttled, options: {"times":2})',
    ],
    [{ do: 'observe', for: '20s' }, 'observe (for: 20s)'],
  ])('%j', (step, words) => {
    expect(describeStep(step)).toBe(words);
  });
});
