import { expect, test } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { probeCredentials } from './probe-credentials.ts';

/** What a probe records of a credential that cannot be read, under faults of the target. */
async function unread(...faults: string[]) {
  const client = changedClient(() => ({
    readStoredCredential: () =>
      Promise.reject(
        new HarnessError(
          'stored-credential-unreadable',
          'Could not read the stored credential: no database.',
        ),
      ),
  }));
  const targetFaults = faults.map((name, index) => ({
    id: `target-${index + 1}`,
    name,
    actsOn: 'database',
    options: {},
    heal: async () => undefined,
  }));
  const { run, events } = await bareRun({
    client,
    credentialIds: new Map([['main', '1']]),
    targetFaults,
  });
  await probeCredentials(run);
  return events;
}

test('a credential that cannot be read is an error of the harness', async () => {
  expect(await unread()).toMatchObject([
    { type: 'harness-error', code: 'stored-credential-unreadable' },
  ]);
  expect(await unread('database/read-only')).toHaveLength(1);
});

test('while a fault has taken the database away it is none: the run goes on', async () => {
  expect(await unread('database/down')).toEqual([]);
});
