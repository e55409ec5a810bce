import { describe, expect, it } from 'vitest';
import type { LogPart } from '../../model/client.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { n8nTerminated } from './terminated.ts';

/** A trial on a client of one process whose log says this from the signal on. */
function onProcess(line: string, stop: () => Promise<void> = async () => undefined) {
  const { system, calls } = fakeSystem();
  let asked = false;
  const trial = new FaultTrial({
    ...system,
    async stop(name) {
      asked = true;
      calls.push(`stop ${name}`);
      await stop();
    },
  });
  Object.assign(trial.context.client, {
    readLog: async (): Promise<LogPart> => ({
      texts: [{ process: 'main', text: asked ? line : '' }],
      mark: {},
    }),
  });
  return { trial, calls };
}

describe('n8n/terminated', () => {
  it('is met when the process has heard of it, which may have work to finish', async () => {
    const ended = Promise.withResolvers<void>();
    const { trial, calls } = onProcess('Received SIGTERM. Shutting down...', () => ended.promise);
    const refresh = trial.refresh('main');
    trial.holds(refresh, 'after-commit');
    await trial.begin(n8nTerminated, { when: 'now' });
    expect(trial.met).toEqual([
      'main was asked to end while its refresh was carried out and not answered',
    ]);
    const undone = trial.undo();
    expect(calls).toEqual(['stop main']);
    ended.resolve();
    await undone;
    expect(calls).toEqual(['stop main', 'start main']);
  });

  it('strikes at a moment of the refresh by itself', async () => {
    const { trial, calls } = onProcess('Received SIGTERM. Shutting down...');
    await trial.begin(n8nTerminated, {});
    const refresh = trial.refresh('main');
    await refresh.at('refresh-received');
    expect(calls).toEqual([]);
    await refresh.at('refresh-answered');
    expect(calls).toEqual(['stop main']);
  });

  it('is met by a process that has ended at once and said nothing', async () => {
    const { system } = fakeSystem();
    const trial = new FaultTrial(system);
    await trial.begin(n8nTerminated, { when: 'now', process: 'main' });
    expect(trial.met).toEqual(['main was asked to end while no refresh was watched']);
  });

  it('proves nothing when the process cannot be asked', async () => {
    const { trial } = onProcess('Received SIGTERM.', () => Promise.reject(new Error('No.')));
    await trial.begin(n8nTerminated, { when: 'now', process: 'main' });
    await trial.undo();
    expect(trial.failures).toMatchObject([{ message: 'No.' }]);
  });
});
