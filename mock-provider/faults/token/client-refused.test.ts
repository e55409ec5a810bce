import { expect, test } from 'vitest';
import { bodyOf, startRealm } from '../../testing/start-realm.ts';

const OWN = {
  answers: { 'client-refused': { status: 400, body: { error: 'app_gone' } } },
} as const;

test.each([
  ['token/client-refused', {}, [401, 'invalid_client']],
  ['client/disabled', {}, [401, 'invalid_client']],
  ['token/client-refused', OWN, [400, 'app_gone']],
  ['client/disabled', OWN, [400, 'app_gone']],
] as const)('%s under %o answers %j', async (fault, settings, expected) => {
  await using run = await startRealm(settings);
  const { refresh_token: token } = await run.connect();
  const { id } = run.realm.inject(fault);
  const response = await run.refresh(token);
  expect([response.status, (await bodyOf(response)).error]).toEqual(expected);
  expect((await run.lastReply()).faults).toEqual([id]);
});
