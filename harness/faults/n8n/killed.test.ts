import { syncBuiltinESMExports } from 'node:module';
import FakeTimers from '@sinonjs/fake-timers';
import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { startRealm } from '../../../mock-provider/testing/start-realm.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { n8nKilled } from './killed.ts';

const QUEUE = ['main', 'worker-1', 'worker-2', 'postgres', 'redis'] as const;

describe('n8n/killed', () => {
  it('kills the process that refreshes, and the refresh goes on only when it has hung up', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nKilled, {});
    const refresh = trial.refresh('worker-2');
    await refresh.at('refresh-received');
    expect(calls).toEqual([]);
    const held = refresh.at('refresh-answered');
    await expect.poll(() => calls).toEqual(['kill worker-2']);
    expect(trial.met).toEqual([]);
    refresh.hangUp();
    await held;
    expect(trial.met).toEqual([
      'worker-2 was killed while its refresh was carried out and not answered',
    ]);
    await trial.undo();
    expect(calls).toEqual(['kill worker-2', 'start worker-2']);
    expect(trial.failures).toEqual([]);
  });

  it('waits for nobody to hang up when the answer was on the wire already', async () => {
    const { system, calls } = fakeSystem();
    const trial = new FaultTrial(system);
    await trial.begin(n8nKilled, { when: 'refresh-delivered' });
    await trial.refresh('main').through();
    expect(calls).toEqual(['kill main']);
    expect(trial.met).toEqual(['main was killed while the answer to its refresh was on the wire']);
  });

  it('kills whoever has refreshed when the execution has succeeded, and waits for nobody to hang up', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nKilled, { when: 'execution-succeeded' });
    await trial.succeed();
    await trial.refresh('worker-2').through();
    expect([calls, trial.met]).toEqual([[], []]);
    await trial.succeed();
    expect(calls).toEqual(['kill worker-2']);
    expect(trial.met).toEqual([
      'worker-2 was killed while the execution for which it had refreshed had just succeeded',
    ]);
    await trial.undo();
    expect(calls).toEqual(['kill worker-2', 'start worker-2']);
  });

  it('waits for nobody to hang up when it was another process that refreshed', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nKilled, { process: 'main' });
    await trial.refresh('worker-1').through();
    expect(calls).toEqual(['kill main']);
  });

  it('strikes at once when told to, the process it names', async () => {
    const { system, calls } = fakeSystem({ processes: QUEUE });
    const trial = new FaultTrial(system);
    await trial.begin(n8nKilled, { when: 'now', process: 'worker-1' });
    expect(calls).toEqual(['kill worker-1']);
    expect(trial.met).toEqual(['worker-1 was killed while no refresh was watched']);
  });

  it('cannot strike at once whoever will refresh', async () => {
    const { system, calls } = fakeSystem();
    await expect(new FaultTrial(system).begin(n8nKilled, { when: 'now' })).rejects.toMatchObject({
      code: 'sender-unknown',
    });
    expect(calls).toEqual([]);
  });

  it('says so when the sender of the refresh cannot be told, and lets the refresh go on', async () => {
    const { system, calls } = fakeSystem();
    const trial = new FaultTrial(system);
    await trial.begin(n8nKilled, {});
    await trial.refresh().through();
    expect(calls).toEqual([]);
    expect(trial.failures).toMatchObject([{ code: 'sender-unknown' }]);
    expect(trial.met).toEqual([]);
  });

  it('starts again also what could not be killed for sure', async () => {
    const { system, calls } = fakeSystem();
    const trial = new FaultTrial({
      ...system,
      kill: sinon.fake.rejects(new Error('no such process')),
    });
    await trial.begin(n8nKilled, {});
    await trial.refresh('main').through();
    expect(trial.failures).toMatchObject([{ message: 'no such process' }]);
    await trial.undo();
    expect(calls).toEqual(['start main']);
  });

  it('gives up when the connection of a killed process stays open', async () => {
    const clock = FakeTimers.install({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    syncBuiltinESMExports();
    try {
      const trial = new FaultTrial(fakeSystem().system);
      await trial.begin(n8nKilled, {});
      const passing = trial.refresh('main').through();
      await clock.tickAsync(10_100);
      await passing;
      expect(trial.failures).toMatchObject([
        {
          code: 'kill-unseen',
          message:
            'Could not kill n8n in the middle of its refresh: its connection was still open 10 s later.',
        },
      ]);
      expect(trial.met).toEqual([]);
    } finally {
      clock.uninstall();
      syncBuiltinESMExports();
    }
  });

  it('an aborted run does not wait for that', async () => {
    const { system, calls } = fakeSystem();
    const trial = new FaultTrial(system);
    await trial.begin(n8nKilled, {});
    const passing = trial.refresh('main').through();
    await expect.poll(() => calls).toEqual(['kill main']);
    trial.aborts.abort(new Error('enough'));
    await passing;
    expect(trial.failures).toMatchObject([{ message: 'enough' }]);
  });

  it.each([
    ['refresh-received', 'live', 200],
    ['refresh-answered', 'spent', 400],
  ] as const)(
    'at %s of a real provider the refresh token is %s afterwards',
    async (when, standing, status) => {
      await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
      const { refresh_token: token } = await run.connect();
      const n8n = new AbortController();
      const system = { ...fakeSystem().system, kill: async () => n8n.abort() };
      // The provider of this test does not know the senders of requests. The fault strikes a
      // process by name and waits only for a refresh of this process.
      const trial = new FaultTrial(system, {
        listen: (listener) => run.realm.listen(listener),
        hold: (at, until) =>
          run.realm.hold(at, (request, gone) => until({ ...request, sender: 'main' }, gone)),
      });
      await trial.begin(n8nKilled, { when });
      const body = new URLSearchParams({
        client_id: run.client.id,
        client_secret: run.client.secret,
        grant_type: 'refresh_token',
        refresh_token: token ?? '',
      });
      await expect(
        fetch(run.realm.tokenUrl, { method: 'POST', body, signal: n8n.signal }),
      ).rejects.toThrow();
      expect(await run.lastReply()).toMatchObject({
        outcome: 'aborted-by-client',
        delivered: false,
      });
      expect(trial.met).toHaveLength(1);
      const again = await run.refresh(token);
      expect([again.status, run.requests.at(-1)?.presented?.standing]).toEqual([status, standing]);
    },
  );

  it('needs a client that has processes', async () => {
    await expect(new FaultTrial(undefined).begin(n8nKilled, {})).rejects.toMatchObject({
      code: 'capability-missing',
    });
  });
});
