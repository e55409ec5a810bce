import { expect, test } from 'vitest';
import type { Capability } from '../model/capability.ts';
import type { CredentialType } from '../model/workflow.ts';
import { lackedFor } from './lacked-for.ts';

const graph: CredentialType = {
  name: 'acmeOAuth2Api',
  fixed: { grant: 'authorization-code', authentication: 'body', scope: 'read' },
  fields: { authUrl: '{{authorizationUrl}}', apiBaseUrl: '{{api}}/acme' },
};
const plan = (requires: readonly Capability[], type?: CredentialType) => ({
  requires,
  credentialTypes: type === undefined ? {} : { main: type },
});
const client = (capabilities: readonly Capability[], fields?: readonly string[]) => ({
  capabilities: new Set(capabilities),
  ...(fields === undefined ? {} : { fieldsOf: async () => new Set(fields) }),
});
const { signal } = new AbortController();

test.each([
  ['capabilities', plan(['log', 'kill']), client(['log']), [/^kill a process/]],
  ['none of them', plan(['log']), client(['log']), []],
  [
    'a field',
    plan([], graph),
    client([], ['authUrl']),
    [/field apiBaseUrl in a credential of the type acmeOAuth2Api$/],
  ],
  ['the type', plan([], graph), client([], []), [/^make a credential of the type acmeOAuth2Api$/]],
  ['no field', plan([], graph), client([], ['authUrl', 'apiBaseUrl', 'scope']), []],
  ['nothing, without forms', plan([], graph), client([]), []],
])('a client may lack %s', async (_, planned, target, words) =>
  expect(await lackedFor(planned, target, signal)).toEqual(
    words.map((word) => expect.stringMatching(word)),
  ),
);

test('the generic credential is not asked about', async () => {
  const asked: string[] = [];
  const target = {
    ...client([]),
    fieldsOf: async (type: string) => {
      asked.push(type);
      return new Set<string>();
    },
  };
  expect(await lackedFor(plan([]), target, signal)).toEqual([]);
  expect(asked).toEqual([]);
});
