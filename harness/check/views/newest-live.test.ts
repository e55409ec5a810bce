import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import { storedTokensAreNewest as checker } from '../checkers/stored-tokens-are-newest.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { access, refresh } from '../testing/story-defaults.ts';

describe('after a consent that brought no refresh token', () => {
  /** The client kept the refresh token of its first consent, and has used it since. */
  const keepsFirst = (
    stored: Pick<EventOf<'stored-credential'>, 'access' | 'refresh'>,
    spoil = (told: HistoryBuilder) => told,
  ) => {
    const told = story().connect();
    told
      .answer(told.ask({ grantType: 'authorization_code' }), {
        issued: { access: access(1, 'f2'), scope: 'read' },
      })
      .add({ type: 'ledger', action: 'expired', token: access(1, 'f1'), realmTimeMs: 0 })
      .add({ type: 'ledger', action: 'expired', token: access(1, 'f2'), realmTimeMs: 0 })
      .refresh(1, 2);
    return spoil(told).probe(stored, { family: 'f2', scope: 'read' }).build();
  };

  test('the tokens of the first one are the newest, while they live', () => {
    expect(checker.check(keepsFirst({ access: access(2), refresh: refresh(2) }))).toMatchObject({
      verdict: 'holds',
      message: 'main: the stored tokens are the newest it was given and could keep.',
    });
    expect(checker.check(keepsFirst({ access: access(1), refresh: refresh(2) }))).toMatchObject({
      verdict: 'violated',
      message:
        'main: the stored access token is an old one (access token f1/1), not the one the provider gave last (access token f1/2).',
    });
    expect(checker.check(keepsFirst({ access: access(2), refresh: refresh(1) })).verdict).toBe(
      'violated',
    );
    expect(checker.check(keepsFirst({ access: access(2), refresh: 'foreign' })).verdict).toBe(
      'violated',
    );
  });

  test('a client may start afresh, and nothing is newer once the first one has ended', () => {
    expect(checker.check(keepsFirst({ access: access(1, 'f2'), refresh: 'absent' })).verdict).toBe(
      'holds',
    );
    const ended = keepsFirst({ access: access(2), refresh: refresh(2) }, (told) => {
      for (const token of [access(2), refresh(2)])
        told.add({ type: 'ledger', action: 'revoked', token, realmTimeMs: 0 });
      return told;
    });
    expect(checker.check(ended)).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('no live token left'),
    });
  });

  test('a pair that a later consent brought is never replaced by the first one', () => {
    const over = story().connect().connect('f2').refresh(1, 2);
    const pair = { access: access(1, 'f2'), refresh: refresh(1, 'f2') };
    over.probe(
      { access: access(2), refresh: refresh(2) },
      { family: 'f2', ...pair, scope: 'read' },
    );
    expect(checker.check(over.build()).verdict).toBe('violated');
  });
});
