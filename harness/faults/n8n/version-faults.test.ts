import { describe, expect, it } from 'vitest';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { n8nRolledBack } from './rolled-back.ts';
import { n8nUpgraded } from './upgraded.ts';

const versions = { older: '1.0.0', newer: '2.0.0' };
const processes = ['main', 'worker-1', 'postgres', 'main-2', 'cli-1'] as const;

describe('n8n/upgraded', () => {
  it('ends all of its own processes and starts them as the newer version, between two readings', async () => {
    const { system, calls } = fakeSystem({ versions, processes });
    const trial = new FaultTrial(system);
    await trial.begin(n8nUpgraded, {});
    expect(calls).toEqual([
      'stop main',
      'stop worker-1',
      'start main and worker-1 as the newer version on left',
    ]);
    expect(trial.exchanges).toEqual(['1.0.0 to 2.0.0 on left']);
    expect(trial.met).toEqual([
      'n8n 1.0.0 was stopped, and n8n 2.0.0 started on its data while no refresh was watched',
    ]);
    expect(trial.toUndo).toBe(0);
  });

  it('strikes in the middle of a refresh when the one who asked has hung up', async () => {
    const { system, calls } = fakeSystem({ versions });
    const trial = new FaultTrial(system);
    await trial.begin(n8nUpgraded, { when: 'refresh-answered', end: 'killed' });
    expect(calls).toEqual([]);
    const refresh = trial.refresh('main');
    const held = refresh.through();
    await expect.poll(() => calls).toEqual(['kill main']);
    refresh.hangUp();
    await held;
    expect(calls).toEqual(['kill main', 'start main as the newer version on left']);
    expect(trial.met[0]).toContain('n8n 1.0.0 was killed, and n8n 2.0.0 started on its data while');
  });

  it('leaves the workers as they are until it is healed, when told to', async () => {
    const { system, calls } = fakeSystem({ versions, processes });
    const trial = new FaultTrial(system);
    await trial.begin(n8nUpgraded, { processes: 'main' });
    expect(calls).toEqual(['stop main', 'start main as the newer version on left']);
    expect(trial.exchanges).toHaveLength(1);
    await trial.undo();
    expect(calls.slice(2)).toEqual([
      'stop worker-1',
      'start worker-1 as the newer version on left',
    ]);
    expect(n8nUpgraded.requiresWith?.(n8nUpgraded.options.parse({ processes: 'main' }))).toEqual([
      'workers',
    ]);
    expect(n8nUpgraded.requiresWith?.(n8nUpgraded.options.parse({}))).toEqual([]);
  });

  it('needs an n8n that was begun on an older version', async () => {
    await expect(new FaultTrial(fakeSystem().system).begin(n8nUpgraded, {})).rejects.toMatchObject({
      code: 'capability-missing',
    });
    expect(n8nUpgraded.beginsOn?.(n8nUpgraded.options.parse({ from: '2.37.11' }))).toBe('2.37.11');
    expect(n8nUpgraded.options.safeParse({ from: '2.x' }).success).toBe(false);
  });
});

describe('n8n/rolled-back', () => {
  it.each([
    ['copy', 'a copy of its data from before the upgrade'],
    ['left', 'its data'],
  ] as const)('starts the older version on what is to be there: %s', async (data, words) => {
    const { system, calls } = fakeSystem({ versions });
    const trial = new FaultTrial(system);
    await trial.begin(n8nRolledBack, { data });
    expect(calls).toEqual(['stop main', `start main as the older version on ${data}`]);
    expect(trial.met).toEqual([`n8n 2.0.0 was stopped, and n8n 1.0.0 started on ${words}`]);
  });
});
