import { expect, test } from 'vitest';
import type { ClientUnderTest } from '../../model/client.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { searchForms } from './search-forms.ts';

/** What is recorded of a search in the forms of two credentials of a client. */
async function searched(readForm: (secret: string) => ClientUnderTest['readForm']) {
  const { run, events } = await bareRun({
    credentialIds: new Map([
      ['main', '1'],
      ['other', '2'],
    ]),
  });
  const { secret } = run.realm.registerClient('main');
  const client = changedClient(() => ({ readForm: readForm(secret) ?? gone }));
  await searchForms({ ...run, client });
  expect(JSON.stringify(events)).not.toContain(secret);
  return events;
}

const gone = (): Promise<string> => Promise.reject(new Error('no such credential'));

test('every form is searched, and only how much it was is recorded', async () => {
  const events = await searched(() => async (id) => `form ${id}`);
  expect(events).toMatchObject([{ type: 'leak-scan', place: 'form', characters: 13, leaks: [] }]);
});

test('a secret in one of them is told by name', async () => {
  const events = await searched((secret) => async (id) => (id === '2' ? `shown: ${secret}` : ''));
  expect(events).toMatchObject([{ place: 'form', leaks: [expect.stringContaining('main')] }]);
});

test('the form of what is gone is left out, and without any no search is claimed', async () => {
  expect(
    await searched(() => (id) => (id === '1' ? gone() : Promise.resolve('form'))),
  ).toMatchObject([{ characters: 4 }]);
  expect(await searched(() => gone)).toEqual([]);
});
