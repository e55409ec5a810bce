import { request } from 'node:http';
import { expect, test } from 'vitest';
import { connectToProvider } from '../control/client.ts';
import { startProvider } from './server.ts';

/**
 * Sends a request to the control API with another Host header than the address of the connection.
 */
const statusFor = (url: string, host: string, token = ''): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(
      `${url}/control/v1/realms`,
      { headers: { host, authorization: `Bearer ${token}` } },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });

test('it says that it is up, and no realm can take the place of that', async () => {
  await using provider = await startProvider();
  const reply = await fetch(`${provider.url}/healthz`);
  expect([reply.status, await reply.json()]).toEqual([
    200,
    { status: 'ok', provider: expect.stringMatching(/^[0-9a-f]{12}$/) },
  ]);
  expect((await fetch(`${provider.url}/healthz`, { method: 'POST' })).status).toBe(404);
  expect(() => provider.createRealm('healthz')).toThrow(/the provider needs the name itself/);
});

test('a public URL is the base of everything told, and its host may be used', async () => {
  const local = await startProvider();
  const { port } = new URL(local.url);
  await local.close();
  await using provider = await startProvider({
    port: Number(port),
    publicUrl: 'https://oauth.example:8443/base/',
    control: { allowedHosts: ['other.example'] },
  });
  const realm = provider.createRealm('demo');
  expect([provider.url, realm.tokenUrl, provider.control?.url]).toEqual([
    'https://oauth.example:8443/base',
    'https://oauth.example:8443/base/demo/token',
    'https://oauth.example:8443/base/control/v1',
  ]);
  expect(
    await (await fetch(`${local.url}/demo/.well-known/oauth-authorization-server`)).json(),
  ).toMatchObject({ issuer: realm.issuer });
  const token = provider.control?.token;
  expect(
    await Promise.all(
      ['oauth.example:8443', 'other.example:1', 'evil.example'].map((host) =>
        statusFor(local.url, host, token),
      ),
    ),
  ).toEqual([200, 200, 403]);
  expect(
    (
      await connectToProvider({
        url: `${local.url}/control/v1`,
        ...(token === undefined ? {} : { token }),
      }).realms()
    ).length,
  ).toBe(1);
});

test.each([
  'oauth.example',
  'ftp://oauth.example',
  'http://user@oauth.example',
  'http://oauth.example/?a=1',
  '',
])('%j is no public URL', async (publicUrl) => {
  await expect(startProvider({ publicUrl })).rejects.toMatchObject({ code: 'bad-public-url' });
});
