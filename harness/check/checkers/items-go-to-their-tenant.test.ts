import { describe, expect, test } from 'vitest';
import type { History } from '../../model/history.ts';
import { story } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { access } from '../testing/story-defaults.ts';
import { itemsGoToTheirTenant as checker } from './items-go-to-their-tenant.ts';

const CREDENTIALS = {
  main: { grant: 'client-credentials', scope: 'read', tenants: true },
} as const;

/** Two items of an execution, each of a tenant of its own, and the same once more. */
function twoTenants(): History {
  const told = story({ credentials: CREDENTIALS });
  for (const tenant of ['1', '2'])
    told.answer(told.ask({ grantType: 'client_credentials', path: `/tenants/${tenant}/token` }), {
      issued: { access: access(1, `f${tenant}`) },
    });
  for (const key of ['e1', 'e2'])
    for (const tenant of ['1', '2']) told.api(`${key}.${tenant}`, access(1, `f${tenant}`));
  return told.build();
}

describe(checker.name, () => {
  test('holds when each item is worked on with a token of its tenant', () => {
    expect(checker.check(twoTenants()).verdict).toBe('holds');
  });

  test('is violated by one item with the token of another tenant', () => {
    const history = mutate(
      twoTenants(),
      'request',
      ({ item }) => item === 'e2.2',
      ({ presented }) => ({
        presented: {
          kind: 'access',
          standing: presented?.standing ?? 'live',
          ref: access(1, 'f1'),
        },
      }),
    );
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('for item e2.2 of tenant 2, with one of tenant 1'),
    });
  });

  test('is violated by the token of an endpoint that belongs to no tenant', () => {
    const history = mutate(
      twoTenants(),
      'request',
      ({ path }) => path === '/tenants/2/token',
      () => ({ path: '/token' }),
    );
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('with one of tenant no tenant'),
    });
  });

  test('says nothing of a call that was refused', () => {
    const history = mutate(
      mutate(
        twoTenants(),
        'request',
        ({ item }) => item === 'e2.2',
        () => ({ presented: { kind: 'access', standing: 'revoked', ref: access(1, 'f1') } }),
      ),
      'reply',
      ({ exchange }) => exchange === 6,
      () => ({ accepted: false }),
    );
    expect(checker.check(history).verdict).toBe('holds');
  });

  test('does not know when no call was carried out', () => {
    expect(checker.check(story({ credentials: CREDENTIALS }).build()).verdict).toBe('unknown');
  });

  test('holds when no credential has tenants', () => {
    expect(checker.check(story().connect().run('e1').build()).verdict).toBe('holds');
  });
});
