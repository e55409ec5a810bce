import { expect, test } from 'vitest';
import { samplePlan } from '../testing/sample-scenario.ts';

test('a credential has the type that its workflow needs, with what that type sets', () => {
  const planned = samplePlan({
    credentials: { main: { scope: 'read write' }, other: {} },
    workflows: { main: { use: 'gitlab' }, other: { use: 'http-request', credential: 'other' } },
  });
  expect(planned.credentialTypes).toMatchObject({ main: { name: 'gitlabOAuth2Api' } });
  expect(Object.keys(planned.credentialTypes)).toEqual(['main']);
  expect(planned.credentials['main']).toMatchObject({ authentication: 'body', scope: 'api' });
});

test('two workflows with one credential need the same type', () => {
  const both = (use: string) => () =>
    samplePlan({ workflows: { main: { use: 'gitlab' }, second: { use } } });
  expect(both('http-request')).toThrow(
    expect.objectContaining({
      code: 'credential-types-differ',
      exitCode: 64,
      message: expect.stringContaining('main and second'),
    }),
  );
  expect(both('gitlab')).not.toThrow();
});
