import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sinon from 'sinon';
import { expect, onTestFinished, test } from 'vitest';
import type { Capability } from '../model/capability.ts';
import { changedClient } from '../testing/changed-client.ts';
import { fakeSystem } from '../testing/fake-system.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { Supervisor } from './supervisor.ts';

const PEER = { address: '127.0.0.1', port: 4711 };
const REACH = { here: 'http://127.0.0.1:1', there: 'http://127.0.0.1:1' };

function supervised(start: Parameters<typeof fakeTarget>[0]): Supervisor {
  const directory = mkdtempSync(join(tmpdir(), 'supervisor-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return new Supervisor(fakeTarget(start), directory, {
    provider: REACH,
    signal: new AbortController().signal,
  });
}

/** A client on which the process `part` holds every connection. */
const held = (part: string, capabilities: readonly Capability[] = ['sender'], alive = () => true) =>
  changedClient(() => ({
    capabilities: new Set(capabilities),
    system: { ...fakeSystem().system, senderOf: sinon.fake((peer) => `${part} at ${peer.port}`) },
    get alive() {
      return alive();
    },
  }));

test('nobody sends before the target runs, and nobody after it is gone', async () => {
  const supervisor = supervised({ start: () => held('main') });
  expect(supervisor.senderOf(PEER)).toBeUndefined();
  await supervisor.ensure();
  expect(supervisor.senderOf(PEER)).toBe('main at 4711');
  await supervisor[Symbol.asyncDispose]();
  expect(supervisor.senderOf(PEER)).toBeUndefined();
});

test('a target that cannot tell is not asked, and neither is one without processes', async () => {
  const asked = supervised({ start: () => held('main', ['kill']) });
  await asked.ensure();
  expect(asked.senderOf(PEER)).toBeUndefined();
  const bare = supervised({
    start: () => changedClient(() => ({ capabilities: new Set(['sender'] as const) })),
  });
  await bare.ensure();
  expect(bare.senderOf(PEER)).toBeUndefined();
});

test('after a new start the new processes are asked', async () => {
  let firstLives = true;
  const supervisor = supervised({
    start: (count) => held(`start-${count}`, ['sender'], () => count > 1 || firstLives),
  });
  await supervisor.ensure();
  expect(supervisor.senderOf(PEER)).toBe('start-1 at 4711');
  firstLives = false;
  await supervisor.ensure();
  expect(supervisor.senderOf(PEER)).toBe('start-2 at 4711');
  expect(supervisor.starts).toBe(2);
});

test('a fault that is remembered meets a target that has met none before', async () => {
  const supervisor = supervised({ start: () => held('main') });
  await supervisor.ensure();
  await supervisor.ensure({ remembered: true });
  expect(supervisor.starts).toBe(1);
  await supervisor.ensure();
  expect(supervisor.starts).toBe(1);
  await supervisor.ensure({ remembered: true });
  expect(supervisor.starts).toBe(2);
  await supervisor.ensure({ remembered: true });
  expect(supervisor.starts).toBe(3);
});

test('a listener that cannot write what it hears is no trouble of the target, nor of the other listeners', async () => {
  const heard: string[] = [];
  const supervisor = supervised({
    start: (_, { onProcess }) => {
      onProcess({ process: 'main', state: 'started' });
      return held('main');
    },
  });
  supervisor.listen(() => {
    throw new Error('the disk is full');
  });
  supervisor.listen(({ state }) => void heard.push(state));
  await supervisor.ensure();
  expect(heard).toEqual(['started']);
});

test('what begins on an older version has a target of its own, and leaves none to others', async () => {
  const begun: unknown[] = [];
  const supervisor = supervised({
    start: (_, { begunOn }) => {
      begun.push(begunOn);
      return held('main');
    },
  });
  await supervisor.ensure();
  await supervisor.ensure({ beginsOn: 'older-major' });
  await supervisor.ensure({ beginsOn: 'older-major' });
  await supervisor.ensure();
  await supervisor.ensure();
  expect(begun).toEqual([undefined, 'older-major', 'older-major', undefined]);
});
