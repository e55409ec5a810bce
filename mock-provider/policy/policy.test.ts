import { expect, test } from 'vitest';
import { z } from 'zod';
import { ProviderError } from '../model/provider-error.ts';
import { parsePolicy } from './parse-policy.ts';
import { PolicyStack } from './policy-stack.ts';
import { policySchema } from './policy.ts';

function flawOf(input: unknown): Pick<ProviderError, 'code' | 'message' | 'pointer'> {
  try {
    parsePolicy('r', input as Parameters<typeof parsePolicy>[1]);
  } catch (error) {
    if (error instanceof ProviderError)
      return { code: error.code, message: error.message, pointer: error.pointer };
  }
  throw new Error('The policy was taken.');
}

test('everything has a default', () => {
  expect(parsePolicy('r', {})).toEqual({
    accessTokenTtl: '1h',
    accessTokenFormat: 'opaque',
    deviceCodeTtl: '10m',
    devicePollInterval: '5s',
    scopes: 'read write',
    requiredScope: 'read',
    apiScheme: 'Bearer',
    clientAuthentication: 'any',
    requests: 'strict',
    clientSecrets: 'plain',
    tokens: 'plain',
    state: 'optional',
    pkce: 's256-optional',
    consent: 'at-once',
    consentDelay: '0s',
    refreshToken: {
      issue: 'always',
      rotation: 'never',
      rotateAfter: '24h',
      rotateAtShare: 0.7,
      retirement: 'on-use',
      grace: '0s',
      graceReply: 'sibling',
      graceScope: 'any-generation',
      onReuse: 'revoke-family',
      concurrency: 'in-order',
    },
    accessTokenOnRefresh: 'kept',
    accessTokenGrace: '0s',
    refreshTokenInReply: 'always',
    reply: {
      contentType: 'json',
      tokenType: 'Bearer',
      expiresIn: 'number',
      expiresAt: false,
      createdAt: false,
      scope: 'string',
      extra: {},
      extraAtFirst: {},
    },
    answers: {},
  });
});

test.each([
  [{ accessTokenTtl: 30 }, '/accessTokenTtl', 'is not a duration'],
  [{ accessTokenTtl: '10ms' }, '/accessTokenTtl', 'shorter than a second'],
  [{ refreshToken: { grace: '-5s' } }, '/refreshToken/grace', 'is not a duration'],
  [{ refreshToken: { rotaton: 'never' } }, '/refreshToken', "'rotaton'"],
  [{ requiredScope: 'admin' }, '/requiredScope', 'not among `scopes`'],
  [{ grantedScope: 'admin' }, '/grantedScope', 'not among `scopes`'],
  [{ scopes: 'a  b' }, '/scopes', 'is not a scope'],
])('%j is refused with a pointer', (input, pointer, text) => {
  const flaw = flawOf(input);
  expect(flaw).toMatchObject({ code: 'bad-policy', pointer });
  expect(flaw.message).toContain(text);
  expect(flaw.message).toMatch(/^Could not set the policy of realm 'r': .*\.$/);
});

test('can be written as JSON Schema', () => {
  expect(z.toJSONSchema(policySchema, { io: 'input' })).toMatchObject({
    type: 'object',
    additionalProperties: false,
  });
});

test('layers lie over the own policy and come off in any order', () => {
  const stack = new PolicyStack(
    'r',
    parsePolicy('r', { refreshToken: { onReuse: 'revoke-family' } }),
  );
  const first = stack.lay('a', { refreshToken: { rotation: 'single-use' } });
  const second = stack.lay('b', { refreshToken: { grace: '30s' }, accessTokenTtl: '5m' });
  expect(stack.effective).toMatchObject({
    accessTokenTtl: '5m',
    refreshToken: { rotation: 'single-use', grace: '30s', onReuse: 'revoke-family' },
  });
  expect(stack.refreshTokenFaults).toEqual(['a', 'b']);
  first();
  stack.change({ accessTokenTtl: '2h', accessTokenFormat: 'jwt' });
  expect(stack.effective).toMatchObject({
    accessTokenTtl: '5m',
    accessTokenFormat: 'jwt',
    refreshToken: { rotation: 'never', grace: '30s' },
  });
  second();
  expect(stack.effective).toMatchObject({
    accessTokenTtl: '2h',
    refreshToken: { rotation: 'never', grace: '0s' },
  });
});

test('all problems of a policy are told at once', () => {
  const wrong = { accessTokenTtl: '-5s', pkce: 'perhaps', refreshToken: { rotaton: 'never' } };
  expect(() => parsePolicy('r', wrong as never)).toThrow(
    /'accessTokenTtl' .*; 'pkce' .*; there is no setting 'rotaton' in 'refreshToken'; did you mean/,
  );
  expect(() => parsePolicy('r', { ...wrong, one: 1, two: 2 } as never)).toThrow(
    /there is no setting 'one'.*there is no setting 'two'/,
  );
});
