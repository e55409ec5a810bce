import { expect, test } from 'vitest';
import type { ClientUnderTest } from '../../model/client.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { probeRows } from './probe-rows.ts';

/** What is recorded of the rows of a client that stores what `read` tells. */
async function probed(readStoredRows: ClientUnderTest['readStoredRows'] | undefined) {
  const client = new Proxy<ClientUnderTest>(
    changedClient(() => ({})),
    {
      get: (original, member) =>
        member === 'readStoredRows' ? readStoredRows : Reflect.get(original, member),
    },
  );
  const { run, events } = await bareRun({ client });
  run.credentialIds.set('main', 'c1');
  await probeRows(run);
  await probeRows(run);
  return events;
}

test('equal values have equal digests, and no value is recorded', async () => {
  let readings = 0;
  const events = await probed(async ({ credentials }) => {
    readings += 1;
    expect(credentials.get('main')).toBe('c1');
    const columns = { name: 'a value', active: readings };
    return [{ table: 'workflows', row: 'main', workflow: 'main', columns }];
  });
  expect(events).toMatchObject([{ type: 'stored-rows' }, { type: 'stored-rows' }]);
  const [one, other] = events.map((event) => (event.type === 'stored-rows' ? event.rows[0] : null));
  expect(one).toMatchObject({ table: 'workflows', row: 'main', workflow: 'main' });
  expect(one?.columns['name']).toBe(other?.columns['name']);
  expect(one?.columns['active']).not.toBe(other?.columns['active']);
  expect(JSON.stringify(events)).not.toContain('a value');
});

test('nothing is recorded where nobody can look', async () => {
  expect(await probed(undefined)).toEqual([]);
  expect(await probed(() => Promise.reject(new Error('no database')))).toEqual([]);
});
