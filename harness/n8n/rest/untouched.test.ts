import { expect, it } from 'vitest';
import { RestClient } from './rest-client.ts';
import { fakeServer } from './testing/fake-server.ts';
import { createUntouched } from './untouched.ts';

const signal = new AbortController().signal;

it('creates a connected credential, an inactive workflow and a second user', async () => {
  await using server = await fakeServer(({ path }) => {
    if (path === '/rest/credentials') return { body: { data: { id: 'c1' } } };
    if (path === '/rest/workflows') return { body: { data: { id: 'w1' } } };
    return { body: { data: [{ user: { id: 'u1' }, error: '' }] } };
  });
  const untouched = await createUntouched(new RestClient(server.url, async () => {}), signal);
  expect(untouched).toEqual({ credentials: 'c1', workflows: 'w1', user: 'u1' });
  expect(server.requests.map(({ method, path, body }) => [method, path, body])).toMatchObject([
    ['POST', '/rest/credentials', { data: { oauthTokenData: { access_token: 'unused' } } }],
    ['POST', '/rest/workflows', { active: false }],
    ['POST', '/rest/invitations', [{ role: 'global:member' }]],
  ]);
});

it('says what n8n refused', async () => {
  await using server = await fakeServer(() => ({ status: 400, body: { message: 'no' } }));
  const created = createUntouched(new RestClient(server.url, async () => {}), signal);
  await expect(created).rejects.toThrow('Could not create a credential that nobody uses: ');
});
