import { request, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProvider } from '../server/server.ts';
import { guard } from './guard.ts';
import { startControlled, type Controlled } from './testing/start-controlled.ts';

let controlled: Controlled;
beforeAll(async () => {
  controlled = await startControlled({ allowedHosts: ['chaos.test'] });
});
afterAll(async () => controlled[Symbol.asyncDispose]());

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

/** `fetch` does not let a caller set Host or Origin, so this sends the request itself. */
function send(
  headers: Readonly<Record<string, string>>,
  { method = 'GET', path = '/realms', body = '' } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${controlled.url}${path}`,
      {
        method,
        headers: { authorization: `Bearer ${controlled.token}`, ...headers },
        agent: false,
      },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: JSON.parse(text),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('the guard', () => {
  it.each(['localhost', '127.0.0.1:1', '[::1]:80', 'chaos.test', 'CHAOS.test:99'])(
    'lets Host %s in',
    async (host) => {
      expect(await send({ host })).toMatchObject({ status: 200 });
    },
  );

  it.each(['evil.test', 'localhost.evil.test', 'x@localhost', 'localhost/x', '10.0.0.1'])(
    'refuses Host %s',
    async (host) => {
      expect(await send({ host })).toMatchObject({
        status: 403,
        body: { error: 'forbidden', hint: expect.any(String), pointer: '' },
      });
    },
  );

  it('refuses pages of another origin, also with the right token', async () => {
    for (const origin of ['http://evil.test', 'null', 'http://localhost:1', 'https://localhost'])
      expect(await send({ host: 'localhost', origin })).toMatchObject({ status: 403 });
    expect(await send({ host: 'localhost', origin: 'http://localhost' })).toMatchObject({
      status: 200,
    });
  });

  it('lets the pages of its own public address in, and no others', async () => {
    const at = (origin: string) => () =>
      guard(
        { headers: { host: 'oauth.test', origin }, socket: {} as never },
        { token: undefined, hosts: ['oauth.test'], publicOrigin: 'https://oauth.test' },
      );
    expect(at('https://oauth.test')).not.toThrow();
    expect(at('https://OAUTH.test')).not.toThrow();
    for (const origin of ['https://evil.test', 'https://oauth.test:1', 'null'])
      expect(at(origin)).toThrow(expect.objectContaining({ status: 403 }));
    await using provider = await startProvider({
      control: { token: 'off' },
      publicUrl: 'https://oauth.test',
    });
    expect(provider.control?.url).toBe('https://oauth.test/control/v1');
  });

  it('asks for the token', async () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer wrong',
      `Basic ${controlled.token}`,
      `Bearer ${controlled.token}x`,
    ]) {
      expect(await send({ authorization })).toMatchObject({
        status: 401,
        headers: { 'www-authenticate': 'Bearer' },
        body: { error: 'unauthorized' },
      });
    }
  });

  it('comes before everything else', async () => {
    expect(
      await send(
        { authorization: '' },
        { path: '/nothing', method: 'POST', body: 'x'.repeat(2_000_000) },
      ).catch(() => ({ status: 401 })),
    ).toMatchObject({ status: 401 });
  });
});

describe('bodies', () => {
  const json = { 'content-type': 'application/json' };
  it('are JSON of at most 1 MiB', async () => {
    const post = (headers: Readonly<Record<string, string>>, body: string): Promise<Answer> =>
      send(headers, { method: 'POST', body });
    expect(await post({ 'content-type': 'text/plain' }, '{"name":"x"}')).toMatchObject({
      status: 415,
      body: { error: 'not-json' },
    });
    expect(await post(json, '{"name":')).toMatchObject({
      status: 400,
      body: { error: 'bad-request' },
    });
    expect(await post(json, JSON.stringify({ name: 'x'.repeat(1_048_576) }))).toMatchObject({
      status: 413,
      body: { error: 'body-too-long' },
    });
    for (const body of [
      '',
      'null',
      '[]',
      '"text"',
      '{}',
      '{"name":1}',
      '{"name":"x","surprise":1}',
    ])
      expect(await post(json, body)).toMatchObject({ status: 400, body: { error: 'bad-request' } });
  });
});

describe('a provider', () => {
  it('without control has no control API', async () => {
    await using provider = await startProvider();
    expect(provider.control).toBeUndefined();
    expect((await fetch(`${provider.url}/control/v1/realms`)).status).toBe(404);
  });

  it('asks for no token when it is off, and makes one when none is given', async () => {
    await using open = await startControlled({ token: 'off' });
    expect(open.provider.control?.token).toBeUndefined();
    expect((await fetch(`${open.url}/realms`)).status).toBe(200);
    expect(controlled.token.length).toBeGreaterThan(30);
    await expect(startProvider({ control: { token: '' } })).rejects.toMatchObject({
      code: 'bad-control-token',
    });
  });

  it('keeps the names of its own paths', () => {
    for (const name of ['control', 'console'])
      expect(() => controlled.provider.createRealm(name)).toThrow(
        expect.objectContaining({ code: 'bad-realm-name' }),
      );
  });

  it('listens where it is told to', async () => {
    await using provider = await startProvider({ host: '0.0.0.0', control: { token: 'off' } });
    expect(provider.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    expect((await fetch(`${provider.control?.url}/realms`)).status).toBe(200);
    await expect(startProvider({ host: '203.0.113.1' })).rejects.toMatchObject({
      code: 'provider-not-started',
    });
  });
});
