import sinon from 'sinon';
import { expect, test } from 'vitest';
import { ProviderError } from '../model/provider-error.ts';
import { bodyOf, startRealm } from '../testing/start-realm.ts';
import { startProvider } from './server.ts';

const flawOf = (act: () => unknown): Partial<ProviderError> => {
  try {
    act();
  } catch (error) {
    if (error instanceof ProviderError)
      return {
        code: error.code,
        message: error.message,
        hint: error.hint,
        ...(error.pointer === undefined ? {} : { pointer: error.pointer }),
      };
  }
  throw new Error('Nothing was refused.');
};

test('realms are cheap because they share one key', async () => {
  await using run = await startRealm();
  const other = run.provider.createRealm(`beside-${run.realm.name}`);
  const keysOf = async (issuer: string): Promise<unknown> => (await fetch(`${issuer}/jwks`)).json();
  const keys = await keysOf(run.realm.issuer);
  expect(keys).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256' }] });
  expect(JSON.stringify(keys)).not.toContain('"d":');
  expect(await keysOf(other.issuer)).toEqual(keys);
});

test('an answer that is a mistake of the provider is recorded as one', async () => {
  await using run = await startRealm({
    answers: { 'dead-refresh-token': { status: 400, body: { at: '{{now}}' } } },
  });
  const warned = sinon.stub(process, 'emitWarning');
  const broken = sinon
    .stub(Date.prototype, 'toISOString')
    .throws(new RangeError('Invalid time value'));
  try {
    expect((await run.refresh('any')).status).toBe(500);
  } finally {
    broken.restore();
    warned.restore();
  }
  expect(run.events.find(({ type }) => type === 'reply')).toMatchObject({ mistake: true });
  await run.refresh('any');
  expect(await run.lastReply()).not.toHaveProperty('mistake');
});

test('misspelt faults and options are refused with a suggestion', async () => {
  await using run = await startRealm();
  const inject = run.realm.inject.bind(run.realm) as (
    name: string,
    options?: Record<string, unknown>,
  ) => unknown;
  expect(flawOf(() => inject('token/throtled'))).toEqual({
    code: 'unknown-fault',
    message: "Could not inject 'token/throtled': there is no such fault.",
    hint: "Did you mean 'token/throttled'?",
  });
  expect(flawOf(() => inject('token/throttled', { retryAfer: '2s' }))).toMatchObject({
    code: 'bad-fault-options',
    message: expect.stringMatching(/no setting 'retryAfer'; did you mean 'retryAfter'/),
  });
  expect(flawOf(() => inject('token/slow', { by: 5 }))).toMatchObject({
    code: 'bad-fault-options',
    pointer: '/by',
    message: expect.stringMatching(/'by' 5 is not a duration/),
  });
  expect(run.realm.faults).toEqual([]);
});

test("records the provider's words about an error, but not with a secret in them", async () => {
  await using run = await startRealm();
  const said: (string | undefined)[] = [];
  run.realm.listen((event) => {
    if (event.type === 'reply') said.push(event.says);
  });
  for (const errorDescription of ['It has moved.', `No such secret: ${run.client.secret}`]) {
    const { id } = run.realm.inject('token/error-reply', {
      errorDescription,
      grants: ['client_credentials'],
    });
    await fetch(run.realm.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    run.realm.heal(id);
  }
  expect(said).toEqual(['It has moved.', undefined]);
});

test('names in use and names that cannot be are refused', async () => {
  await using run = await startRealm();
  expect(flawOf(() => run.provider.createRealm(run.realm.name)).code).toBe('realm-exists');
  expect(flawOf(() => run.provider.createRealm('a/b')).code).toBe('bad-realm-name');
  expect(flawOf(() => run.provider.createRealm('x', { accessTokenTtl: '0s' }))).toMatchObject({
    code: 'bad-policy',
    pointer: '/accessTokenTtl',
  });
  expect(flawOf(() => run.realm.registerClient('main')).code).toBe('client-exists');
  expect(flawOf(() => run.realm.registerClient('a b')).code).toBe('bad-client-name');
});

test('a port in use is said so', async () => {
  await using run = await startRealm();
  await expect(
    startProvider({ port: Number(new URL(run.provider.url).port) }),
  ).rejects.toMatchObject({ code: 'provider-not-started' });
});

test('livePair follows the newest consent with tokens; identify names tokens', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  expect(run.realm.livePair('main')).toBeNull();
  const first = await run.connect('read');
  await run.refresh(first.refresh_token);
  expect(run.realm.livePair('main')).toMatchObject({
    family: 'f1',
    scope: 'read',
    access: { generation: 2 },
    refresh: { generation: 2 },
  });
  await run.code();
  expect(run.realm.livePair('main')?.family).toBe('f1');
  await run.token({ grant_type: 'client_credentials' });
  expect(run.realm.livePair('main')).toMatchObject({ family: 'f3', access: { generation: 1 } });
  expect(run.realm.livePair('main')).not.toHaveProperty('refresh');
  expect(run.realm.identify(first.refresh_token)).toMatchObject({
    kind: 'refresh',
    family: 'f1',
    generation: 1,
  });
  expect([
    run.realm.identify('x'),
    run.realm.identify(''),
    run.realm.identify(null),
    run.realm.identify({}),
  ]).toEqual(['foreign', 'absent', 'absent', 'absent']);
});

test('a seed repeats a realm, and realms do not share tokens', async () => {
  await using run = await startRealm();
  const secretOf = (seed?: number): string => {
    const realm = run.provider.createRealm('seeded', {}, seed === undefined ? {} : { seed });
    run.provider.dropRealm('seeded');
    return realm.registerClient('main').secret;
  };
  expect(secretOf(5)).toBe(secretOf(5));
  expect(new Set([secretOf(5), secretOf(6), secretOf(), secretOf()]).size).toBe(4);
});

test('the policy can change while the realm runs, and the ledger tells', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  run.realm.changePolicy({ refreshToken: { rotation: 'single-use' }, accessTokenTtl: '5m' });
  const changed = await bodyOf(run.refresh(refresh));
  expect([changed.expires_in, changed.refresh_token === refresh]).toEqual([300, false]);
  expect(run.ledger.find(({ action }) => action === 'policy-changed')?.cause).toContain(
    'single-use',
  );
  expect(flawOf(() => run.realm.changePolicy({ requiredScope: 'x' })).code).toBe('bad-policy');
});

test('what falls due on the way is told in order, with its time', async () => {
  await using run = await startRealm({ accessTokenTtl: '60s', refreshToken: { idleTtl: '90s' } });
  const before = run.realm.clock.now();
  await run.connect();
  const after = run.realm.clock.now();
  run.realm.clock.advance(3_600_000);
  const expired = run.ledger.filter(({ action }) => action === 'expired');
  expect(expired.map(({ token }) => token?.kind)).toEqual(['access', 'refresh']);
  for (const [index, ms] of [60_000, 90_000].entries()) {
    expect(expired[index]?.realmTimeMs).toBeGreaterThanOrEqual(before + ms);
    expect(expired[index]?.realmTimeMs).toBeLessThanOrEqual(after + ms);
  }
  expect(run.realm.livePair('main')).toEqual({ family: 'f1', scope: 'read write' });
});

test('a race happens every time at the API: refused calls are held, others are not', async () => {
  await using run = await startRealm();
  const { access_token: access } = await run.connect();
  run.realm.inject('access-token/expired');
  const alive = await bodyOf(run.token({ grant_type: 'client_credentials' }));
  const gate = run.realm.gate({ at: 'resource', requests: 2, withinMs: 20_000 });
  const first = run.call(access);
  while (run.requests.at(-1)?.endpoint !== 'resource')
    await new Promise((resolve) => setImmediate(resolve));
  // The gate must not hold this call; if it did, the gate would now have both calls and open.
  expect((await run.call(alive.access_token)).status).toBe(200);
  expect(run.events.filter(({ type }) => type === 'gate')).toHaveLength(1);
  const second = run.call(access, '2');
  expect(await gate).toEqual({ complete: true, arrived: 2 });
  expect([(await first).status, (await second).status]).toEqual([401, 401]);
});

test('a race happens every time at the token endpoint: refreshes are held while their token is still live', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const { refresh_token: refresh } = await run.connect();
  const gate = run.realm.gate({ at: 'token', requests: 5, withinMs: 20_000 });
  const held = Array.from({ length: 4 }, () => run.refresh(refresh));
  const refreshes = (): typeof run.requests =>
    run.requests.filter(({ grantType }) => grantType === 'refresh_token');
  while (refreshes().length < 4) await new Promise((resolve) => setImmediate(resolve));
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(200);
  expect(run.events.filter(({ type }) => type === 'gate')).toHaveLength(1);
  const all = [...held, run.refresh(refresh)];
  expect(await gate).toEqual({ complete: true, arrived: 5 });
  expect((await Promise.all(all)).map(({ status }) => status).sort()).toEqual([
    200, 400, 400, 400, 400,
  ]);
  expect(refreshes().map(({ presented }) => presented?.standing)).toEqual(
    Array.from({ length: 5 }, () => 'live'),
  );
});

test('a client that gives up is recorded, and what was committed with it', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('token/slow', { by: '1h' });
  const left = new AbortController();
  const asking = fetch(run.realm.tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refresh ?? '',
      client_id: run.client.id,
      client_secret: run.client.secret,
    }),
    signal: left.signal,
  }).catch(() => 'gave up');
  while (run.requests.at(-1)?.grantType !== 'refresh_token')
    await new Promise((resolve) => setImmediate(resolve));
  left.abort();
  expect(await asking).toBe('gave up');
  expect(await run.lastReply()).toMatchObject({
    outcome: 'aborted-by-client',
    delivered: false,
    issued: { access: { generation: 2 } },
    faults: [id],
  });
});

test('a dropped realm closes what is open and is gone', async () => {
  await using run = await startRealm();
  const gate = run.realm.gate({ at: 'token', requests: 9, withinMs: 60_000 });
  const held = run.refresh('x').catch(() => 'closed');
  while (run.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  const rejected = expect(gate).rejects.toThrow();
  run.provider.dropRealm(run.realm.name);
  await rejected;
  expect(await held).toBe('closed');
  expect((await fetch(run.realm.tokenUrl, { method: 'POST' })).status).toBe(404);
});

test('listeners come and go, and each gets its own copy of the way out', async () => {
  await using run = await startRealm();
  const heard: string[] = [];
  const stop = run.realm.listen(({ type }) => heard.push(type));
  await run.token({ grant_type: 'client_credentials' });
  await run.lastReply();
  stop();
  await run.token({ grant_type: 'client_credentials' });
  expect(heard).toEqual(['request', 'ledger', 'reply']);
});
