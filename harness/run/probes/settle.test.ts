import { expect, test } from 'vitest';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { probeWhenQuiet } from './settle.ts';

/** A client whose stored credential has these scopes at one reading after the other. */
const reading = (...scopes: readonly string[]) => {
  const left = [...scopes];
  return changedClient(() => ({
    readStoredCredential: async (_id, reduce) =>
      reduce({ scope: left.length > 1 ? left.shift() : left[0] }),
  }));
};
const credentialIds = new Map([['main', '1']]);

test('records the credential once two readings in a row are equal', async () => {
  const { run, events } = await bareRun({ client: reading('a', 'b', 'c'), credentialIds });
  await probeWhenQuiet(run, 500);
  expect(events).toMatchObject([
    { type: 'stored-credential', moment: 'quiet', fields: { scope: run.realm.digest('c') } },
  ]);
});

test('waits for what is under way at the provider', async () => {
  const { run, events } = await bareRun({ client: reading('a'), credentialIds });
  const asked = { exchange: 1, endpoint: 'token', path: '/token' } as const;
  run.traffic.note({ type: 'request', method: 'POST', ...asked });
  const done = probeWhenQuiet(run, 3_000);
  await new Promise((resolve) => void setTimeout(resolve, 250));
  expect(events).toEqual([]);
  run.traffic.note({ type: 'reply', outcome: 'http', delivered: true, faults: [], ...asked });
  await done;
  expect(events).toHaveLength(1);
});

test('a client that never comes to rest is recorded as it is, and the moment is not called quiet', async () => {
  let scope = 0;
  const { run, events } = await bareRun({
    client: changedClient(() => ({
      readStoredCredential: async (_id, reduce) => reduce({ scope: `${(scope += 1)}` }),
    })),
    credentialIds,
  });
  await probeWhenQuiet(run, 500);
  expect(events).toMatchObject([{ type: 'stored-credential' }]);
  expect(events[0]).not.toHaveProperty('moment');
});
