import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { access } from '../testing/story-defaults.ts';
import { tokenRefusals } from './token-refusals.ts';

/** How many refusals of its token a call with this answer counts as. */
const counted = (status: number, standing: 'live' | 'expired', wasJudged = false): number => {
  const told = story().api('e1.1', access(1), standing, { status, accepted: false });
  if (wasJudged)
    told.add({
      type: 'ledger',
      action: 'refused',
      token: access(1),
      realmTimeMs: 0,
      cause: 'expired',
      exchange: 1,
    });
  return tokenRefusals(told.build()).length;
};

describe('a refusal of the token', () => {
  test('is every 401 (RFC 6750 §3.1)', () => {
    expect([counted(401, 'live'), counted(401, 'expired')]).toEqual([1, 1]);
  });

  test.each([200, 400, 403, 404, 498])('is a %s for a token that had ended alone', (status) => {
    expect([counted(status, 'live'), counted(status, 'expired')]).toEqual([0, 1]);
  });

  test.each([429, 500, 503])('is no %s, which says nothing about the token', (status) => {
    expect([counted(status, 'live'), counted(status, 'expired')]).toEqual([0, 0]);
  });

  test.each([429, 500])('is a %s by which the API tells that the token has ended', (status) => {
    expect(counted(status, 'expired', true)).toBe(1);
  });
});
