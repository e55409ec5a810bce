import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { n8nPaused } from './paused.ts';

const QUEUE = ['main', 'worker-1', 'worker-2', 'postgres', 'redis'] as const;

describe('n8n/paused', () => {
  it('lets the process that refreshes stand still until it is healed', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nPaused, {});
    await trial.refresh('worker-1').through();
    expect(calls).toEqual(['pause worker-1']);
    expect(trial.met).toEqual([
      'worker-1 stood still while its refresh had reached the provider and was not carried out',
    ]);
    await trial.refresh('worker-2').through();
    expect(calls).toEqual(['pause worker-1']);
    await trial.undo();
    expect(calls).toEqual(['pause worker-1', 'resume worker-1']);
  });

  it('lets its lock expire while it stands still', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nPaused, { lock: 'expired' });
    await trial.refresh('worker-1').through();
    expect(calls).toEqual(['pause worker-1', 'expire lock of credential-1']);
    expect(trial.met).toEqual([
      expect.stringMatching(/not carried out, longer than its lock lived$/),
    ]);
  });

  it('is not met when its lock could not be made to expire, and goes on when healed', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial({
      ...system,
      expireLock: sinon.fake.rejects(new Error('Redis is gone')),
    });
    await trial.begin(n8nPaused, { lock: 'expired' });
    await trial.refresh('worker-1').through();
    expect([trial.met, trial.failures]).toMatchObject([[], [{ message: 'Redis is gone' }]]);
    await trial.undo();
    expect(calls).toEqual(['pause worker-1', 'resume worker-1']);
  });

  it('until next-refresh: goes on once another process was answered, not with its own answer or that of nobody known', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nPaused, { until: 'next-refresh' });
    await trial.refresh('worker-1').through();
    await trial.refresh().through();
    expect(trial.endedBy).toEqual([]);
    const other = trial.refresh('worker-2');
    await other.at('refresh-received');
    await other.at('refresh-answered');
    expect(calls).toEqual(['pause worker-1']);
    await other.at('refresh-delivered');
    expect(trial.endedBy).toEqual(['the next refresh']);
    expect(calls).toEqual(['pause worker-1', 'resume worker-1']);
    await trial.refresh('worker-2').through();
    expect(trial.endedBy).toHaveLength(1);
    expect(trial.toUndo).toBe(0);
  });

  it('until next-request: goes on while the refresh of another process waits to be carried out', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nPaused, { lock: 'expired', until: 'next-request' });
    await trial.refresh('worker-1').through();
    await trial.refresh().through();
    expect(trial.endedBy).toEqual([]);
    await trial.refresh('worker-2').at('refresh-received');
    expect(trial.endedBy).toEqual(['the next refresh']);
    expect(calls.at(-1)).toBe('resume worker-1');
    expect(trial.toUndo).toBe(0);
  });

  it('until next-use: goes on once the API has accepted the tokens of another process’s refresh', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nPaused, { until: 'next-use' });
    const own = trial.refresh('worker-1');
    await own.through();
    const other = { exchange: 7, endpoint: 'token', path: '/token' } as const;
    const token = (generation: number) =>
      ({ kind: 'access', family: 'f1', generation, fingerprint: `at-${generation}` }) as const;
    const call = (exchange: number, generation: number, accepted: boolean): void => {
      const head = { exchange, endpoint: 'resource', path: '/items/1' } as const;
      const presented = { kind: 'access', standing: 'live', ref: token(generation) } as const;
      trial.tell({ type: 'request', method: 'POST', presented, ...head });
      trial.tell({
        type: 'reply',
        outcome: 'http',
        delivered: true,
        accepted,
        faults: [],
        ...head,
      });
    };
    call(6, 1, true);
    trial.tell({
      type: 'request',
      method: 'POST',
      grantType: 'refresh_token',
      sender: 'worker-2',
      ...other,
    });
    const issued = { access: token(3) };
    trial.tell({ type: 'reply', outcome: 'http', delivered: true, issued, faults: [], ...other });
    call(8, 3, false);
    call(9, 1, true);
    expect([trial.endedBy, calls]).toEqual([[], ['pause worker-1']]);
    call(10, 3, true);
    await expect.poll(() => calls).toEqual(['pause worker-1', 'resume worker-1']);
    expect(trial.endedBy).toEqual(['the next use of new tokens']);
    expect([trial.toUndo, trial.listeners]).toEqual([0, 0]);
  });

  it('until healed: the refresh of another process changes nothing', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nPaused, {});
    await trial.refresh('worker-1').through();
    await trial.refresh('worker-2').through();
    expect([trial.endedBy, calls]).toEqual([[], ['pause worker-1']]);
  });

  it('needs a client that has processes', async () => {
    await expect(new FaultTrial(undefined).begin(n8nPaused, {})).rejects.toMatchObject({
      code: 'capability-missing',
    });
  });
});
