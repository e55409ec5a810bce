import { describe, expect, it } from 'vitest';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { n8nFailedLookup } from './failed-lookup.ts';
import { n8nSlowLookup } from './slow-lookup.ts';

describe('faults of look-ups', () => {
  it('last until they are healed, and are met when there was a look-up', async () => {
    let looked = 0;
    const { system, calls } = fakeSystem({ troubledLookups: () => looked });
    const trial = new FaultTrial(system);
    await trial.begin(n8nSlowLookup, { by: '3s' });
    expect(system.troubleLookups.args).toEqual([[{ host: 'localhost', delayMs: 3_000 }]]);
    looked = 2;
    await trial.undo();
    expect(calls).toEqual(['trouble localhost', 'look names up as ever']);
    expect(trial.met).toEqual(['2 look-ups of the name took 3s']);
  });

  it('fail with a code, as often as they are to', async () => {
    const { system } = fakeSystem({ troubledLookups: () => 1 });
    const trial = new FaultTrial(system);
    await trial.begin(n8nFailedLookup, { code: 'ENOTFOUND', times: 1 });
    expect(system.troubleLookups.args).toEqual([
      [{ host: 'localhost', fails: 'ENOTFOUND', times: 1 }],
    ]);
    await trial.undo();
    expect(trial.met).toEqual(['a look-up of the name failed with ENOTFOUND']);
  });

  it('are not met when nobody looked a name up', async () => {
    const trial = new FaultTrial(fakeSystem().system);
    await trial.begin(n8nFailedLookup, {});
    await trial.undo();
    expect(trial.met).toEqual([]);
  });
});
