import { expect, test } from 'vitest';
import type { CredentialSpec } from '../model/scenario.ts';
import { credentialProblems } from './credential-problems.ts';

const problems = (main: CredentialSpec) =>
  credentialProblems({
    name: 'theme/example',
    title: 'An example',
    why: 'So that the tests have something to break.',
    credentials: { main },
    workflows: { main: { use: 'http-request' } },
    plan: [],
    expect: { recovery: 'unaffected' },
  }).map(({ path, message }) => `${path.join('.')} ${message}`);

test.each<CredentialSpec>([
  {},
  { grant: 'pkce', client: 'public' },
  { authorizationParameters: { access_type: 'offline' } },
  { grant: 'client-credentials', authentication: 'body', bodyParameters: { audience: 'api' } },
  { expressions: { clientSecret: '={{ $env.A }}' } },
  { grant: 'client-credentials', tenants: true },
])('fits together: %o', (spec) => expect(problems(spec)).toEqual([]));

test.each<[CredentialSpec, RegExp]>([
  [{ client: 'public' }, /^credentials\.main\.client is public/],
  [{ grant: 'client-credentials', client: 'public' }, /^credentials\.main\.client is public/],
  [
    { grant: 'pkce', client: 'public', authentication: 'body' },
    /^credentials\.main\.authentication goes with a secret/,
  ],
  [
    { grant: 'pkce', client: 'public', expressions: { clientSecret: '=x' } },
    /^credentials\.main\.expressions write a secret/,
  ],
  [
    { grant: 'client-credentials', authorizationParameters: { prompt: 'consent' } },
    /^credentials\.main\.authorizationParameters go with a grant that asks a user/,
  ],
  [
    { grant: 'client-credentials', expressions: { authorizationUrl: '=x' } },
    /^credentials\.main\.expressions write an authorization URL/,
  ],
  [{ tenants: true }, /^credentials\.main\.tenants need the grant/],
  [
    { grant: 'client-credentials', tenants: true, expressions: { tokenUrl: '=x' } },
    /^credentials\.main\.tenants write the token URL themselves/,
  ],
  [{ bodyParameters: { audience: 'a' } }, /^credentials\.main\.bodyParameters need/],
  [
    { grant: 'client-credentials', bodyParameters: { audience: 'a' } },
    /^credentials\.main\.bodyParameters need/,
  ],
])('is refused: %o', (spec, message) => {
  expect(problems(spec)).toEqual([expect.stringMatching(message)]);
});
