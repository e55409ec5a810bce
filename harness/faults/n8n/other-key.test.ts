import { describe, expect, it } from 'vitest';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { n8nOtherKey } from './other-key.ts';

describe('n8n/other-key', () => {
  it.each([
    ['runs', 'main got another encryption key and runs with it'],
    ['refused', 'main got another encryption key and refused to start and named the key'],
    ['ended', 'main got another encryption key and ended and did not name the key'],
  ] as const)('is met by an n8n that %s', async (otherKey, note) => {
    const { system, calls } = fakeSystem({ otherKey });
    const trial = new FaultTrial(system);
    await trial.begin(n8nOtherKey, {});
    expect(trial.met).toEqual([note]);
    expect(calls).toEqual(['stop main', 'start main with another key']);
    await trial.undo();
    expect(calls.slice(2)).toEqual(['stop main', 'start main']);
  });

  it('strikes the process that it is given', async () => {
    const { system, calls } = fakeSystem({ processes: ['main', 'worker-1'] });
    await new FaultTrial(system).begin(n8nOtherKey, { process: 'worker-1', settings: 'lost' });
    expect(calls).toEqual(['stop worker-1', 'start worker-1 with another key']);
    await expect(
      new FaultTrial(system).begin(n8nOtherKey, { process: 'worker-2' }),
    ).rejects.toThrow("Could not strike 'worker-2'");
  });
});
