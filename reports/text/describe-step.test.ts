import { describe, expect, it } from 'vitest';
import { describeStep } from './describe-step.ts';

describe('describeStep', () => {
  it.each([
    [{ do: 'connect', credential: 'other' } as const, 'connect the credential ‘other’'],
    [{ do: 'execute' } as const, 'run 1 execution'],
    [
      { do: 'execute', times: 8, concurrency: 4, workflow: 'b' } as const,
      'run 8 executions of ‘b’, 4 at once',
    ],
    [
      { do: 'inject', fault: 'token/throttled', options: { times: 2, retryAfter: '5s' } } as const,
      'inject token/throttled (times: 2, retryAfter: 5s)',
    ],
    [
      { do: 'rendezvous', requests: 3, at: 'token', within: '5s' } as const,
      'hold requests until 3 stand together at the token endpoint, 5s at most',
    ],
    [{ do: 'advance', by: '1h' } as const, "move the provider's clock forward by 1h"],
    [{ do: 'heal' } as const, 'heal every fault'],
    [{ do: 'heal', fault: 'token/throttled' } as const, 'heal token/throttled'],
    [{ do: 'observe', for: '20s' } as const, 'run executions until one succeeds, 20s at most'],
  ])('%j', (step, words) => {
    expect(describeStep(step)).toBe(words);
  });
});
