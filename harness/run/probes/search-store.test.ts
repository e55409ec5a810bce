import { expect, test } from 'vitest';
import type { ClientUnderTest } from '../../model/client.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { markStore, searchStore } from './search-store.ts';

/** What is recorded of a search in a client that stores what `read` tells. */
async function searched(readStoredTexts: ClientUnderTest['readStoredTexts'] | undefined) {
  const client = new Proxy<ClientUnderTest>(
    changedClient(() => ({})),
    {
      get: (original, member) =>
        member === 'readStoredTexts' ? readStoredTexts : Reflect.get(original, member),
    },
  );
  const { run, events } = await bareRun({ client });
  await markStore(run);
  await searchStore(run);
  return events;
}

test('what came since the mark is searched, and only how much it was is recorded', async () => {
  const asked: (number | 'end')[] = [];
  const events = await searched(async (since) => {
    asked.push(since);
    return { text: since === 'end' ? '' : 'stored', mark: 7 };
  });
  expect(asked).toEqual(['end', 7]);
  expect(events).toMatchObject([
    { type: 'leak-scan', place: 'client-store', characters: 6, leaks: [] },
  ]);
});

test('a secret in it is told by name', async () => {
  const { run, events } = await bareRun();
  const { secret } = run.realm.registerClient('main');
  const client = changedClient(() => ({
    readStoredTexts: async () => ({ text: `cached: ${secret}`, mark: 0 }),
  }));
  const looking = { ...run, client, storeMark: 0 };
  await searchStore(looking);
  expect(events).toMatchObject([{ leaks: [expect.stringContaining('main')] }]);
  expect(JSON.stringify(events)).not.toContain(secret);
});

test('where nobody can look, or not at the end, no search is claimed', async () => {
  expect(await searched(undefined)).toEqual([]);
  expect(await searched(() => Promise.reject(new Error('no database')))).toEqual([]);
  const gone = await searched((since) =>
    since === 'end' ? Promise.resolve({ text: '', mark: 1 }) : Promise.reject(new Error('gone')),
  );
  expect(gone).toEqual([]);
});
