import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RemoteRealm } from './client.ts';
import type { NumberedEvent } from './read-events.ts';
import { connectAndRefresh, startControlled, type Controlled } from './testing/start-controlled.ts';

let controlled: Controlled;
beforeAll(async () => {
  controlled = await startControlled();
});
afterAll(async () => controlled[Symbol.asyncDispose]());

let made = 0;
const newRealm = (
  choice: Parameters<Controlled['remote']['createRealm']>[1] = {},
): Promise<RemoteRealm> => controlled.remote.createRealm(`r${(made += 1)}`, choice);

describe('realms', () => {
  it('are created, read, listed and dropped', async () => {
    const realm = await newRealm({ policy: { accessTokenTtl: '60s' }, seed: 7 });
    expect(await realm.read()).toMatchObject({
      name: realm.name,
      seed: 7,
      policy: { accessTokenTtl: '60s' },
      tokenUrl: `${controlled.provider.url}/${realm.name}/token`,
    });
    expect((await controlled.remote.realms()).map(({ name }) => name)).toContain(realm.name);
    await realm.drop();
    await expect(realm.read()).rejects.toMatchObject({ status: 404, code: 'unknown-realm' });
  });

  it('begin as a preset and take another policy while they run', async () => {
    const realm = await newRealm({
      preset: 'google',
      variant: 'testing',
      policy: { accessTokenTtl: '5m' },
    });
    expect(await realm.read()).toMatchObject({
      preset: 'google',
      policy: { accessTokenTtl: '5m', refreshToken: { absoluteTtl: '7d' } },
    });
    expect(await realm.changePolicy({ accessTokenTtl: '6m' })).toMatchObject({
      policy: { accessTokenTtl: '6m', refreshToken: { absoluteTtl: '7d' } },
    });
    expect(await realm.usePreset({ preset: 'google' })).toMatchObject({
      policy: { accessTokenTtl: '1h' },
    });
  });

  it('are refused with a pointer to what is wrong', async () => {
    const realm = await newRealm();
    await expect(controlled.remote.createRealm(realm.name)).rejects.toMatchObject({
      status: 409,
      code: 'realm-exists',
    });
    await expect(controlled.remote.createRealm('control')).rejects.toMatchObject({
      status: 400,
      code: 'bad-realm-name',
    });
    await expect(newRealm({ policy: { accessTokenTtl: '1ms' } })).rejects.toMatchObject({
      status: 400,
      code: 'bad-policy',
      pointer: '/policy/accessTokenTtl',
    });
    await expect(newRealm({ variant: 'testing' })).rejects.toMatchObject({
      status: 400,
      pointer: '/preset',
    });
    await expect(newRealm({ preset: 'gogle' as 'google' })).rejects.toMatchObject({
      status: 400,
      code: 'unknown-preset',
      hint: "Did you mean 'google'?",
    });
    await expect(realm.changePolicy({ pkce: 'maybe' as 'optional' })).rejects.toMatchObject({
      status: 400,
      pointer: '/pkce',
    });
  });
});

describe('clients', () => {
  it('are told a secret once, and only when it was made', async () => {
    const realm = await newRealm();
    expect(await realm.registerClient('main')).toEqual({
      name: 'main',
      id: 'client-main',
      secret: expect.stringMatching(/^oc_cs_/),
    });
    expect(await realm.registerClient('own', { id: 'mine', secret: 'a secret of mine' })).toEqual({
      name: 'own',
      id: 'mine',
    });
    expect(await realm.registerClient('app', { type: 'public' })).toEqual({
      name: 'app',
      id: 'client-app',
    });
    expect(await realm.clients()).toEqual([
      { name: 'main', id: 'client-main' },
      { name: 'own', id: 'mine' },
      { name: 'app', id: 'client-app' },
    ]);
    await expect(realm.registerClient('main')).rejects.toMatchObject({
      status: 409,
      code: 'client-exists',
    });
  });
});

describe('faults', () => {
  it('are injected and healed', async () => {
    const realm = await newRealm();
    const fault = await realm.inject('token/throttled', { times: 2 });
    const other = await realm.inject('api/server-error');
    expect(fault).toMatchObject({ name: 'token/throttled', options: { times: 2 } });
    expect(await realm.faults()).toEqual([fault, other]);
    expect(await realm.heal(fault.id)).toEqual([fault]);
    await expect(realm.heal(fault.id)).rejects.toMatchObject({
      status: 404,
      code: 'unknown-fault',
    });
    expect(await realm.heal()).toEqual([other]);
  });

  it('are refused with a suggestion', async () => {
    const realm = await newRealm();
    await expect(realm.inject('token/throtled' as 'token/throttled')).rejects.toMatchObject({
      status: 400,
      hint: "Did you mean 'token/throttled'?",
    });
    await expect(realm.inject('token/throttled', { times: 0 })).rejects.toMatchObject({
      status: 400,
      code: 'bad-fault-options',
      pointer: '/options/times',
    });
  });

  it('are listed with their options, presets with their facts', async () => {
    expect(
      (await controlled.remote.faults()).find(({ name }) => name === 'token/throttled'),
    ).toMatchObject({ options: { type: 'object', properties: { times: expect.anything() } } });
    expect((await controlled.remote.presets()).find(({ name }) => name === 'google')).toMatchObject(
      { name: 'google', facts: expect.any(Array) },
    );
  });
});

describe('the clock', () => {
  it('is moved, frozen and skewed', async () => {
    const realm = await newRealm();
    expect(await realm.moveClock({ freeze: true, set: '2100-01-01T00:00:00Z' })).toMatchObject({
      now: '2100-01-01T00:00:00.000Z',
      frozen: true,
    });
    expect(await realm.moveClock({ advance: '90m' })).toMatchObject({
      now: '2100-01-01T01:30:00.000Z',
    });
    expect(await realm.moveClock({ skew: { clock: 'issuer', by: '-2h' } })).toMatchObject({
      issuer: '2099-12-31T23:30:00.000Z',
      resource: '2100-01-01T01:30:00.000Z',
      skewMs: { issuer: -7_200_000, resource: 0 },
    });
    expect(await realm.moveClock({ freeze: false })).toMatchObject({ frozen: false });
  });

  it.each([
    { set: '2001-01-01' },
    { set: 'soon' },
    { advance: '1' },
    { advance: '-1h' },
    { advance: `${'9'.repeat(400)}y` },
    { advance: '1h', set: '2100-01-01' },
    { skew: { clock: 'issuer' as const, by: '--1h' } },
    { skew: { clock: 'both' as const, by: '5000y' } },
  ])('refuses %j and stays as it was', async (move) => {
    const realm = await newRealm();
    await expect(realm.moveClock({ freeze: true, ...move })).rejects.toMatchObject({ status: 400 });
    expect(await realm.clock()).toMatchObject({
      frozen: false,
      skewMs: { issuer: 0, resource: 0 },
    });
  });
});

describe('grants, ledger and snapshots', () => {
  it('show what a client did, end it, and bring it back', async () => {
    const realm = await newRealm();
    const { id, secret = '' } = await realm.registerClient('main');
    await connectAndRefresh(await realm.read(), { id, secret });
    const { id: snapshot } = await realm.snapshot();
    expect(await realm.grants()).toMatchObject([
      { id: 'f1', client: 'main', generation: 2, live: true },
    ]);
    await realm.endGrants({ state: 'revoked', family: 'f1' });
    expect(await realm.grants()).toMatchObject([{ live: false }]);
    expect((await realm.ledger({ action: 'revoked', limit: 1 })).entries).toMatchObject([
      { action: 'revoked', cause: 'operator' },
    ]);
    expect(await realm.snapshots()).toMatchObject([{ id: snapshot }]);
    await realm.restore(snapshot);
    expect(await realm.grants()).toMatchObject([{ live: true }]);
    await realm.reset();
    expect(await realm.grants()).toEqual([]);
    await expect(realm.endGrants({ state: 'expired', family: 'f9' })).rejects.toMatchObject({
      status: 404,
      code: 'unknown-grant',
    });
    await expect(realm.restore('s9')).rejects.toMatchObject({
      status: 404,
      code: 'unknown-snapshot',
    });
    await expect(realm.ledger({ limit: 0 })).rejects.toMatchObject({
      status: 400,
      code: 'bad-query',
    });
  });
});

describe('events', () => {
  it('are numbered, and go on after the last one read', async () => {
    const realm = await newRealm();
    const stop = new AbortController();
    const stream = await realm.events({ signal: stop.signal });
    const { id, secret = '' } = await realm.registerClient('main');
    await connectAndRefresh(await realm.read(), { id, secret });
    const seen: NumberedEvent[] = [];
    for await (const one of stream) if (seen.push(one) === 5) stop.abort();
    expect(seen.slice(0, 5).map((one) => one.id)).toEqual([1, 2, 3, 4, 5]);
    expect(seen[0]?.event).toMatchObject({ type: 'request', endpoint: 'authorize' });
    expect(seen[0]?.realmTimeMs).toBeGreaterThan(Date.now() - 10_000);
    const again: number[] = [];
    for await (const one of await realm.events({ after: 3 })) {
      again.push(one.id);
      if (again.length === 2) break;
    }
    expect(again).toEqual([4, 5]);
  });

  it('end when the realm is dropped', async () => {
    const realm = await newRealm();
    const stream = await realm.events();
    await realm.drop();
    const seen: unknown[] = [];
    for await (const one of stream) seen.push(one);
    expect(seen).toEqual([]);
  });
});
