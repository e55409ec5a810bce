import { expect, it } from 'vitest';
import type { KnownTypes } from '../model/known-types.ts';
import { ownSample } from '../workflows/own/testing/own-sample.ts';
import { oauth2Differences, requireKnownTypes } from './unknown-types.ts';

const base = (name: string): string => `n8n-nodes-base.${name}`;

const known: KnownTypes = {
  nodes: new Map([
    [base('webhook'), [1, 2]],
    [base('httpRequest'), [1, 4.2]],
    [base('if'), [2.2]],
  ]),
  oauth2: new Set(['oAuth2Api']),
};

const told = (file: string) => ({ ...ownSample(file).told, asked: { workflow: file } });

it('names every node that an n8n does not have, with a guess', () => {
  expect(() => requireKnownTypes(told('unknown-node.json'), known, 'n8n 2.41.1')).toThrow(
    /on n8n 2\.41\.1: 1 of its nodes is unknown there\.\n {2}'Foretell' has the type n8n-nodes-base\.httpRequests; did you mean 'n8n-nodes-base\.httpRequest'\?$/,
  );
});

it('names a version that it does not have', () => {
  const older = { ...known, nodes: new Map(known.nodes).set(base('httpRequest'), [1, 3]) };
  expect(() => requireKnownTypes(told('unknown-node.json'), older, 'n8n 1.0.0')).toThrow(
    /'List contacts' has version 4\.2 of n8n-nodes-base\.httpRequest; the newest there is 3/,
  );
});

it('asks for nothing that does not run: other packages, what is pinned or left out', () => {
  const all = told('several-credentials.json');
  const types = new Map(
    all.nodes
      .filter(({ fate, type }) => fate !== 'left out' && type.startsWith('n8n-nodes-base.'))
      .map(({ type, version }) => [type, [version]]),
  );
  expect(all.nodes.some(({ type }) => !types.has(type))).toBe(true);
  expect(() => requireKnownTypes(all, { ...known, nodes: types }, 'n8n 2.41.1')).not.toThrow();
});

it('tells where an n8n takes other types of credentials for OAuth2', () => {
  const all = told('several-credentials.json');
  const [first] = all.nodes;
  const nodes = first === undefined ? [] : [{ ...first, node: 'Call', uses: 'acmeApi' }];
  const oauth2 = new Set(['oAuth2Api', 'acmeApi']);
  expect(oauth2Differences({ ...all, nodes }, { ...known, oauth2 }, 'n8n 2.41.1')).toEqual([
    expect.stringMatching(/^'Call' was not tried, although its credential is OAuth2/),
    expect.stringMatching(/^'HubSpot account' was rewired, and n8n 2\.41\.1 has no OAuth2/),
  ]);
});
