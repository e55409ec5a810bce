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

test('tells how far ahead the members are that say when the access token ends', async () => {
  const inAnHour = Date.now() + 3_600_000;
  const oauthTokenData = {
    access_token: 'a',
    n8n_expires_at: String(inAnHour),
    expires_at: new Date(inAnHour).toISOString(),
    expiresAt: inAnHour,
    refresh_token_expires_at: String(inAnHour),
    session_expires_at: 'at noon',
  };
  const client = changedClient(() => ({
    readStoredCredential: (_id, reduce) => Promise.resolve(reduce({ oauthTokenData })),
  }));
  const { run, events } = await bareRun({ client, credentialIds: new Map([['main', '1']]) });
  await probeCredentials(run);
  const [seen] = events.filter((event) => event.type === 'stored-credential');
  expect(Object.keys(seen?.endsInMs ?? {})).toEqual(['n8n_expires_at', 'expires_at', 'expiresAt']);
  for (const ahead of Object.values(seen?.endsInMs ?? {})) {
    expect(ahead).toBeLessThanOrEqual(3_600_000);
    expect(ahead).toBeGreaterThan(3_500_000);
  }
  expect(seen).not.toHaveProperty('endsAtMs');
});

test('tells nothing of moments where none is stored', async () => {
  const client = changedClient(() => ({
    readStoredCredential: (_id, reduce) => Promise.resolve(reduce({ scope: 'read' })),
  }));
  const { run, events } = await bareRun({ client, credentialIds: new Map([['main', '1']]) });
  await probeCredentials(run);
  expect(events[0]).not.toHaveProperty('endsInMs');
});
