import { expect, it } from 'vitest';
import { readKnownTypes } from './known-types.ts';
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
