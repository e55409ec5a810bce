import expiredAccessToken from 'n8n-oauth-chaos/scenarios/control/expired-access-token';
import { test } from 'n8n-oauth-chaos/vitest';
import { expect } from 'vitest';

const HOUR_MS = 3_600_000;

test.override('realmBeginning', {
  policy: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
});

test('reads an order, hour after hour', async ({ realm, n8n }) => {
  const credential = await n8n.connect({ type: 'acmeOAuth2Api' });
  const workflow = await n8n.createWorkflow('acme.workflow.json', credential);
  for (const hour of [1, 2, 3]) {
    realm.clock.advance(HOUR_MS);
    const { error, items } = await workflow.run({ items: [{ id: `order-${hour}` }] });
    expect(error?.message, `hour ${hour}`).toBeUndefined();
    expect(items, `hour ${hour}`).toMatchObject([{ id: `order-${hour}` }]);
  }
});

test('n8n keeps the refresh token that Acme handed out last', async ({ realm, n8n }) => {
  const credential = await n8n.connect({ type: 'acmeOAuth2Api' });
  const workflow = await n8n.createWorkflow('acme.workflow.json', credential);
  realm.clock.advance(HOUR_MS);
  await workflow.run();
  const { refresh, live } = await credential.stored();
  expect(refresh).toEqual(live?.refresh);
});

test('an access token expires, and nobody notices', async ({ n8n }) => {
  const { verdict, summary } = await n8n.judge(expiredAccessToken, {
    workflow: 'acme.workflow.json',
    credential: { type: 'acmeOAuth2Api' },
  });
  expect(verdict, summary).toBe('pass');
});
