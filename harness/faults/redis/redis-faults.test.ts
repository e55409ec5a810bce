import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { redisDown } from './down.ts';
import { redisRestarted } from './restarted.ts';

const QUEUE = ['main', 'worker-1', 'redis'] as const;

describe('redis/down', () => {
  it('kills Redis while the refresh is held, and starts it and waits for n8n when healed', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(redisDown, {});
    expect(calls).toEqual([]);
    await trial.refresh('worker-1').at('refresh-received');
    expect(calls).toEqual(['kill redis']);
    expect(trial.met).toEqual([
      'Redis went while its refresh had reached the provider and was not carried out',
    ]);
    await trial.undo();
    expect(calls).toEqual(['kill redis', 'start redis', 'ready']);
  });

  it('comes back also when it could not be killed for sure', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial({ ...system, kill: sinon.fake.rejects(new Error('no')) });
    await trial.begin(redisDown, { when: 'refresh-delivered' });
    await trial.refresh('worker-1').through();
    expect([trial.met, trial.failures]).toMatchObject([[], [{ message: 'no' }]]);
    await trial.undo();
    expect(calls).toEqual(['start redis', 'ready']);
  });
});

describe('redis/restarted', () => {
  it('comes back empty while the refresh is held, and is there already when healed', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(redisRestarted, {});
    await trial.refresh('worker-1').at('refresh-received');
    expect(calls).toEqual(['empty redis', 'kill redis', 'start redis']);
    expect(trial.met).toEqual([
      'Redis restarted while its refresh had reached the provider and was not carried out',
    ]);
    await trial.refresh('worker-1').through();
    expect(calls).toHaveLength(3);
    await trial.undo();
    expect(calls.slice(3)).toEqual(['start redis']);
  });

  it('healed in the middle of its restart, it is not started a second time at the same moment', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const up = Promise.withResolvers<void>();
    const trial = new FaultTrial({
      ...system,
      async start(name) {
        calls.push(`starting ${name}`);
        await up.promise;
        calls.push(`started ${name}`);
      },
    });
    await trial.begin(redisRestarted, {});
    const passing = trial.refresh('worker-1').through();
    await expect.poll(() => calls).toContain('starting redis');
    const healed = trial.undo();
    await new Promise((resolve) => setImmediate(resolve));
    up.resolve();
    await Promise.all([passing, healed]);
    expect(calls).toEqual([
      'empty redis',
      'kill redis',
      'starting redis',
      'started redis',
      'starting redis',
      'started redis',
    ]);
  });

  it('that does not come up again is told, and tried again when healed', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const starts = sinon.stub();
    starts.onFirstCall().rejects(new Error('it does not come up'));
    starts.resolves(undefined);
    const trial = new FaultTrial({ ...system, start: starts });
    await trial.begin(redisRestarted, {});
    await trial.refresh('worker-1').through();
    expect([trial.met, trial.failures]).toMatchObject([[], [{ message: 'it does not come up' }]]);
    await trial.undo();
    expect(starts.callCount).toBe(2);
    expect(calls).toEqual(['empty redis', 'kill redis']);
  });
});
