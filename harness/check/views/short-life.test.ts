import { expect, test } from 'vitest';
import { faultWasMet } from '../checkers/fault-was-met.ts';
import { untilExpired } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';

const FAULT = ['access-token/short-lived', 's1', 'policy'] as const;

/** A token that was issued under the fault, or just before it, and ends because time passes. */
function toldOf(issued: 'under the fault' | 'before it', isRenewed: boolean): string {
  const ledger = { type: 'ledger', token: access(2), realmTimeMs: 0 } as const;
  const story = untilExpired();
  if (issued === 'under the fault') story.inject(...FAULT);
  story.refresh(1, 2).add({ ...ledger, action: 'issued', cause: 'refresh_token' });
  if (issued === 'before it') story.inject(...FAULT);
  story.add({ ...ledger, action: 'expired', cause: 'ttl' });
  if (isRenewed) story.refresh(2, 3).start('e3').api('e3.1', access(3)).finish('e3');
  return faultWasMet.check(story.build()).message;
}

test.each([
  ['under the fault', true, false],
  ['under the fault', false, true],
  ['before it', true, true],
] as const)(
  'a short life is met by who renews the token in time: issued %s, renewed %s, not met %s',
  (issued, isRenewed, isUnmet) => {
    expect(/no request met .*access-token\/short-lived/.test(toldOf(issued, isRenewed))).toBe(
      isUnmet,
    );
  },
);
