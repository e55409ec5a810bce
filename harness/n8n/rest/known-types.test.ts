import { expect, it } from 'vitest';
import { readFieldsOf, readKnownTypes } from './known-types.ts';
import { RestClient } from './rest-client.ts';
import { fakeServer } from './testing/fake-server.ts';

it('reads the versions of each node, and which credentials are OAuth2 by what they extend', async () => {
  await using server = await fakeServer(({ path }) => ({
    body:
      path === '/types/nodes.json'
        ? [
            { name: 'n8n-nodes-base.set', version: [1, 2] },
            { name: 'n8n-nodes-base.set', version: 3.4 },
          ]
        : [
            { name: 'acmeTeamOAuth2Api', extends: ['acmeOAuth2Api'] },
            { name: 'acmeOAuth2Api', extends: ['oAuth2Api'] },
            { name: 'oAuth2Api' },
            { name: 'crowdStrikeOAuth2Api' },
          ],
  }));
  const rest = new RestClient(server.url, async () => {});
  const { nodes, oauth2 } = await readKnownTypes(rest, new AbortController().signal);
  expect([...nodes]).toEqual([['n8n-nodes-base.set', [1, 2, 3.4]]]);
  expect([...oauth2].toSorted()).toEqual(['acmeOAuth2Api', 'acmeTeamOAuth2Api', 'oAuth2Api']);
});

it('reads the fields of a type of credential, with those of all types it extends', async () => {
  await using server = await fakeServer(() => ({
    body: [
      { name: 'acmeTeamOAuth2Api', extends: ['acmeOAuth2Api'], properties: [{ name: 'team' }] },
      { name: 'acmeOAuth2Api', extends: ['oAuth2Api'], properties: [{ name: 'server' }] },
      { name: 'oAuth2Api', properties: [{ name: 'clientId' }, { name: 'scope' }] },
      { name: 'otherOAuth2Api', extends: ['oAuth2Api'] },
    ],
  }));
  const rest = new RestClient(server.url, async () => {});
  const fieldsOf = async (type: string) => [
    ...(await readFieldsOf(rest, type, new AbortController().signal)),
  ];
  expect(await fieldsOf('acmeTeamOAuth2Api')).toEqual(['team', 'server', 'clientId', 'scope']);
  expect(await fieldsOf('otherOAuth2Api')).toEqual(['clientId', 'scope']);
  expect(await fieldsOf('unheardOfOAuth2Api')).toEqual([]);
  expect(server.requests).toHaveLength(1);
});
