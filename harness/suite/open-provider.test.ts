import { networkInterfaces } from 'node:os';
import getPort from 'get-port';
import sinon from 'sinon';
import { describe, expect, test } from 'vitest';
import type { RealmEvent } from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import { openProvider } from './open-provider.ts';

const hasIpv6 = Object.values(networkInterfaces())
  .flat()
  .some((address) => address?.address === '::1');
const silent = { console: false, senderOf: () => undefined };

/** Calls the provider at an address and returns the status of its answer. */
const answersAt = async (base: string): Promise<number> => (await fetch(`${base}/healthz`)).status;

describe('without a place of its own', () => {
  test('it is on this machine alone, and both sides reach it by one address', async () => {
    await using opened = await openProvider({}, silent);
    expect(opened.reach.here).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(opened.reach.there).toBe(opened.reach.here);
    expect(await answersAt(opened.reach.here)).toBe(200);
    expect(opened.provider.control).toBeUndefined();
  });

  test('it has a console when one is wanted', async () => {
    await using opened = await openProvider({}, { ...silent, console: true });
    expect(opened.provider.control).toMatchObject({
      console: true,
      url: `${opened.provider.url}/control/v1`,
    });
  });

  test('it is gone when it is disposed', async () => {
    const opened = await openProvider({}, silent);
    await opened[Symbol.asyncDispose]();
    await expect(answersAt(opened.reach.here)).rejects.toThrow();
  });
});

describe('in a place the target can reach', () => {
  test('it listens there on a free port, under its public address, and we reach it by loopback', async () => {
    await using opened = await openProvider(
      { provider: { host: '0.0.0.0', publicUrl: (port) => `http://host.example:${port}` } },
      silent,
    );
    const { port } = new URL(opened.reach.here);
    expect(opened.reach).toEqual({
      here: `http://127.0.0.1:${port}`,
      there: `http://host.example:${port}`,
    });
    expect(opened.provider.createRealm('a').tokenUrl).toBe(`http://host.example:${port}/a/token`);
    expect(await answersAt(opened.reach.here)).toBe(200);
  });

  test('it takes the port it was given; the public address may have another', async () => {
    const port = await getPort();
    await using opened = await openProvider(
      { provider: { port, publicUrl: () => 'https://oauth.example' } },
      silent,
    );
    expect(opened.reach).toEqual({
      here: `http://127.0.0.1:${port}`,
      there: 'https://oauth.example',
    });
    expect(await answersAt(opened.reach.here)).toBe(200);
  });

  const hostFromHere = async (host: string): Promise<string> => {
    await using opened = await openProvider(
      { provider: { host, publicUrl: (port) => `http://host.example:${port}` } },
      silent,
    );
    return new URL(opened.reach.here).hostname;
  };

  test.each(['127.0.0.1', 'localhost'])('%s is reached from here as that', async (host) => {
    expect(await hostFromHere(host)).toBe(host);
  });

  test.skipIf(!hasIpv6).each(['::1', '::'])(
    '%s is reached from here in brackets (skipped without IPv6)',
    async (host) => {
      expect(await hostFromHere(host)).toBe('[::1]');
    },
  );
});

describe('a place that cannot be had', () => {
  test('is the mistake of whoever chose it', async () => {
    await using first = await openProvider({ provider: { host: '127.0.0.1' } }, silent);
    const port = Number(new URL(first.reach.here).port);
    const error = await openProvider({ provider: { host: '127.0.0.1', port } }, silent).catch(
      (cause: unknown) => cause,
    );
    expect(error).toBeInstanceOf(HarnessError);
    expect(error).toMatchObject({
      code: 'provider-not-started',
      exitCode: 64,
      hint: expect.stringContaining('port'),
      message: expect.stringContaining('EADDRINUSE'),
    });
  });

  test('also when it is no address of this machine, or no address', async () => {
    await expect(openProvider({ provider: { host: '192.0.2.1' } }, silent)).rejects.toMatchObject({
      code: 'provider-not-started',
      exitCode: 64,
    });
    await expect(
      openProvider({ provider: { publicUrl: () => 'nonsense' } }, silent),
    ).rejects.toMatchObject({ code: 'bad-public-url', exitCode: 64 });
  });
});

test.each([
  ['at home', {}],
  ['elsewhere', { provider: { host: '127.0.0.1' } }],
])('%s it asks who is behind each connection', async (_, target) => {
  const senderOf = sinon.fake.returns('worker-1');
  await using opened = await openProvider(target, { ...silent, senderOf });
  const events: RealmEvent[] = [];
  const realm = opened.provider.createRealm('a');
  realm.listen((event) => events.push(event));
  await fetch(`${realm.issuer}/jwks`);
  expect(events[0]).toMatchObject({ type: 'request', sender: 'worker-1' });
  expect(senderOf.args).toMatchObject([[{ address: '127.0.0.1', port: expect.any(Number) }]]);
});
