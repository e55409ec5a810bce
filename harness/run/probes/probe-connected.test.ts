import sinon from 'sinon';
import { expect, test } from 'vitest';
import type { TokenRef } from '../../../mock-provider/index.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { probeConnected } from './probe-connected.ts';

const token = (generation: number): TokenRef => ({
  kind: 'access',
  family: 'f1',
  generation,
  fingerprint: `print-${generation}`,
});

/** Reads a credential that was just connected, whose stored tokens appear one after the other. */
async function reading(...stored: readonly (TokenRef | 'absent')[]) {
  const left = [...stored];
  let read = 0;
  const client = changedClient(() => ({
    readStoredCredential: async (_id, reduce) => {
      read += 1;
      return { ...reduce({}), access: (left.length > 1 ? left.shift() : left[0]) ?? 'absent' };
    },
  }));
  const { run, events } = await bareRun({ client, credentialIds: new Map([['main', '1']]) });
  sinon.stub(run.realm, 'livePair').returns({ family: 'f1', scope: 'read', access: token(2) });
  await probeConnected(run, 'main');
  return { events, read };
}

test('what is stored at once is read once', async () => {
  const { events, read } = await reading(token(2));
  expect(events).toMatchObject([
    { type: 'stored-credential', moment: 'connected', access: token(2) },
  ]);
  expect(read).toBe(1);
});

test('a save that waits for another change of the database is waited for', async () => {
  const { events } = await reading('absent', token(1), token(2));
  expect(events).toMatchObject([{ moment: 'connected', access: token(2) }]);
});

test('what is never saved is recorded as it is', async () => {
  const { events } = await reading('absent');
  expect(events).toMatchObject([{ moment: 'connected', access: 'absent' }]);
});
