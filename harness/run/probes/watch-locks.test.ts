import sinon from 'sinon';
import { expect, test } from 'vitest';
import type { Capability } from '../../model/capability.ts';
import type { LockEvent } from '../../model/system.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { watchLocks } from './watch-locks.ts';

type Listener = (event: LockEvent) => void;

/** A client whose locks can be watched; `tell` simulates their events. */
function lockable(capabilities: readonly Capability[] = ['locks']) {
  const listeners = new Map<string, Listener>();
  const stopped: string[] = [];
  const { system } = fakeSystem();
  const watch = sinon.fake(async (id: string, listener: Listener) => {
    listeners.set(id, listener);
    return async () => void stopped.push(id);
  });
  const client = changedClient(() => ({
    capabilities: new Set(capabilities),
    system: { ...system, watchLocks: watch },
  }));
  const tell = (id: string, event: Omit<LockEvent, 'lock'>): void =>
    listeners.get(id)?.({ lock: `n8n:lock:${id}`, ...event });
  return { client, tell, stopped, watch };
}

test('what is done with the lock of each credential is recorded under its name in the plan', async () => {
  const { client, tell } = lockable();
  const { run, events } = await bareRun({
    client,
    credentialIds: new Map([
      ['main', 'id-1'],
      ['other', 'id-2'],
    ]),
  });
  await watchLocks(run);
  tell('id-1', { state: 'taken', process: 'worker-1' });
  tell('id-2', { state: 'waits' });
  tell('id-1', { state: 'released', process: 'worker-1' });
  expect(events.map(({ n: _n, at: _at, ...event }) => event)).toEqual([
    { type: 'lock', credential: 'main', state: 'taken', process: 'worker-1' },
    { type: 'lock', credential: 'other', state: 'waits' },
    { type: 'lock', credential: 'main', state: 'released', process: 'worker-1' },
  ]);
});

test('every watch is stopped', async () => {
  const { client, stopped } = lockable();
  const { run } = await bareRun({
    client,
    credentialIds: new Map([
      ['main', 'id-1'],
      ['other', 'id-2'],
    ]),
  });
  const stop = await watchLocks(run);
  expect(stopped).toEqual([]);
  await stop();
  expect(stopped).toEqual(['id-1', 'id-2']);
});

test('nobody is asked where locks cannot be seen', async () => {
  const { client, watch } = lockable(['redis']);
  const { run, events } = await bareRun({ client, credentialIds: new Map([['main', 'id-1']]) });
  await (
    await watchLocks(run)
  )();
  expect([watch.called, events]).toEqual([false, []]);
});

test('nor where there are no processes', async () => {
  const { run, events } = await bareRun({
    client: changedClient(() => ({ capabilities: new Set(['locks'] as const) })),
    credentialIds: new Map([['main', 'id-1']]),
  });
  await expect((await watchLocks(run))()).resolves.toBeUndefined();
  expect(events).toEqual([]);
});

test('a Redis that does not answer fails the watching', async () => {
  const { client } = lockable();
  const system = { ...fakeSystem().system, watchLocks: sinon.fake.rejects(new Error('no Redis')) };
  const { run } = await bareRun({
    client: changedClient(() => ({ capabilities: client.capabilities, system })),
    credentialIds: new Map([['main', 'id-1']]),
  });
  await expect(watchLocks(run)).rejects.toThrow('no Redis');
});
