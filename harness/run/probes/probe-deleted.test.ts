import { expect, test } from 'vitest';
import { CREDENTIAL_DEFAULTS } from '../../model/credential-defaults.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { addresses } from '../scenario-run.ts';
import { operatorOf } from '../steps/operator.ts';
import { probeDeleted } from './probe-deleted.ts';

const withCredential = async (part: Parameters<typeof bareRun>[0] = {}) => {
  const { run, events } = await bareRun(part);
  run.registered.set('main', run.realm.registerClient('main'));
  const id = await run.client.createCredential(
    { name: 'main', spec: CREDENTIAL_DEFAULTS, provider: addresses(run, 'main') },
    run.signal,
  );
  run.credentialIds.set('main', id);
  return { run, events, id };
};

test('a credential that an operator deletes is looked for under its old id, and not there', async () => {
  const { run, events, id } = await withCredential();
  const gone = { type: 'deleted-credential', credential: 'main', there: false };
  await operatorOf(run).deleteCredential();
  expect([...run.credentialIds]).toEqual([]);
  expect([...run.deletedIds]).toEqual([['main', id]]);
  // He sees himself that it is gone.
  expect(events).toMatchObject([gone]);
  await probeDeleted(run);
  expect(events).toMatchObject([gone, gone]);
});

test('one that is there again is told, and nothing is told where the look fails', async () => {
  let look = async (): Promise<unknown> => true;
  const client = changedClient(() => ({
    readStoredCredential: async <T>() => (await look()) as T,
  }));
  const { run, events } = await bareRun({ client });
  run.deletedIds.set('main', 'c1');
  await probeDeleted(run);
  look = () => Promise.reject(new Error('The database is away.'));
  await probeDeleted(run);
  expect(events).toMatchObject([{ type: 'deleted-credential', credential: 'main', there: true }]);
});

test('an operator disconnects: the tokens are gone, and nothing else', async () => {
  const { run, id } = await withCredential();
  await run.client.connect(id, run.signal);
  const fields = () =>
    run.client.readStoredCredential(id, (stored) => Object.keys(stored).toSorted());
  const before = await fields();
  await operatorOf(run).disconnect();
  expect(await fields()).toEqual(before.filter((name) => name !== 'oauthTokenData'));
});
