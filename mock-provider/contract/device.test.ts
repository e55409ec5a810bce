import * as oauth from 'oauth4webapi';
import * as client from 'openid-client';
import { expect, test } from 'vitest';
import { DEVICE_CODE } from '../endpoints/grants/device-code.ts';
import { bodyOf, startRealm, type TestRealm } from '../testing/start-realm.ts';

const insecure = { [oauth.allowInsecureRequests]: true } as const;

interface DeviceBody {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_uri_complete: string;
}

const begin = async (
  run: TestRealm,
  more: Readonly<Record<string, string>> = {},
): Promise<DeviceBody> =>
  (await (
    await fetch(`${run.realm.issuer}/device_authorization`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: run.client.id,
        client_secret: run.client.secret,
        ...more,
      }),
    })
  ).json()) as DeviceBody;

const poll = async (
  run: TestRealm,
  { device_code: code }: DeviceBody,
  more: Readonly<Record<string, string>> = {},
): Promise<string> =>
  (await bodyOf(run.token({ grant_type: DEVICE_CODE, device_code: code, ...more }))).error ??
  'tokens';

test('openid-client: polls until the user has consented, then refreshes', async () => {
  await using run = await startRealm({
    devicePollInterval: '1s',
    scopes: 'openid read',
    refreshToken: { rotation: 'single-use' },
  });
  const config = await client.discovery(
    new URL(run.realm.issuer),
    run.client.id,
    run.client.secret,
    undefined,
    { execute: [client.allowInsecureRequests] },
  );
  const begun = await client.initiateDeviceAuthorization(config, { scope: 'openid read' });
  expect(begun).toMatchObject({
    user_code: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/),
    expires_in: 600,
    interval: 1,
    verification_uri: `${run.realm.issuer}/device`,
  });
  const tokens = client.pollDeviceAuthorizationGrant(config, begun);
  while (run.replies.every(({ error }) => error !== 'authorization_pending'))
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect((await fetch(begun.verification_uri_complete ?? '')).status).toBe(200);
  const first = await tokens;
  expect([first.claims()?.sub, first.scope]).toEqual(['user-1', 'openid read']);
  expect((await client.refreshTokenGrant(config, first.refresh_token ?? '')).access_token).not.toBe(
    first.access_token,
  );
});

test('oauth4webapi: a public client is a device, too', async () => {
  await using run = await startRealm();
  const { id } = run.realm.registerClient('tv', { type: 'public' });
  const issuer = new URL(run.realm.issuer);
  const as = await oauth.processDiscoveryResponse(
    issuer,
    await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure }),
  );
  expect(as.grant_types_supported).toContain(DEVICE_CODE);
  const self = { client_id: id };
  const begun = await oauth.processDeviceAuthorizationResponse(
    as,
    self,
    await oauth.deviceAuthorizationRequest(
      as,
      self,
      oauth.None(),
      new URLSearchParams({ scope: 'read' }),
      insecure,
    ),
  );
  const ask = async (): Promise<oauth.TokenEndpointResponse> =>
    oauth.processDeviceCodeResponse(
      as,
      self,
      await oauth.deviceCodeGrantRequest(as, self, oauth.None(), begun.device_code, insecure),
    );
  await expect(ask()).rejects.toMatchObject({ error: 'authorization_pending', status: 400 });
  await fetch(
    `${begun.verification_uri}?user_code=${begun.user_code.toLowerCase().replace('-', ' ')}`,
  );
  expect((await ask()).scope).toBe('read');
  await expect(ask()).rejects.toMatchObject({ error: 'invalid_grant' });
  expect(
    run.requests
      .filter(({ endpoint }) => endpoint === 'token')
      .map(({ client: name, presented }) => [name, presented?.standing]),
  ).toEqual([
    ['tv', 'live'],
    ['tv', 'live'],
    ['tv', 'spent'],
  ]);
});

test('RFC 8628 §3.5: polling too fast makes the interval longer, by the realm clock', async () => {
  await using run = await startRealm();
  run.realm.clock.freeze();
  const begun = await begin(run);
  const after = (ms: number): Promise<string> => {
    run.realm.clock.advance(ms);
    return poll(run, begun);
  };
  expect([
    await after(0),
    await after(5_000),
    await after(1_000),
    await after(6_000),
    await after(15_000),
    await after(600_000),
  ]).toEqual([
    'authorization_pending',
    'authorization_pending',
    'slow_down',
    'slow_down',
    'authorization_pending',
    'expired_token',
  ]);
  expect((await fetch(begun.verification_uri_complete)).status).toBe(400);
});

test('a user who refuses, a code of another client, codes that are none', async () => {
  await using run = await startRealm({ consent: 'refused' });
  const begun = await begin(run);
  const other = run.realm.registerClient('other');
  expect(await poll(run, begun, { client_id: other.id, client_secret: other.secret })).toBe(
    'invalid_grant',
  );
  expect((await fetch(begun.verification_uri_complete)).status).toBe(200);
  expect([
    await poll(run, begun),
    await poll(run, { ...begun, device_code: 'x' }),
    await poll(run, { ...begun, device_code: '' }),
  ]).toEqual(['access_denied', 'invalid_grant', 'invalid_request']);
  expect([
    (await fetch(`${run.realm.issuer}/device`)).status,
    (await fetch(`${run.realm.issuer}/device?user_code=BCDF-GHJK`)).status,
    (await fetch(begun.verification_uri_complete)).status,
  ]).toEqual([200, 400, 400]);
  expect([
    await begin(run, { scope: 'admin' }),
    await begin(run, { client_secret: 'x' }),
  ]).toMatchObject([{ error: 'invalid_scope' }, { error: 'invalid_client' }]);
});

test('codes stay out of the records, wherever they are put, and do not outlive a reset', async () => {
  await using run = await startRealm();
  const begun = await begin(run);
  for (const text of [
    begun.device_code,
    begun.user_code,
    begun.user_code.toLowerCase().replace('-', ''),
  ]) {
    expect(run.realm.findSecrets(`a${text}b`)).toEqual([
      text === begun.device_code ? 'device code' : 'user code',
    ]);
    await fetch(`${run.realm.issuer}/${text}`);
    await run.token({ grant_type: text, scope: text });
  }
  await poll(run, begun);
  await run.lastReply();
  expect(run.realm.findSecrets(JSON.stringify(run.events))).toEqual([]);
  run.realm.reset();
  expect(run.realm.findSecrets(begun.user_code)).toEqual([]);
});
