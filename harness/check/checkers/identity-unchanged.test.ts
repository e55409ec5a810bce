import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { identityUnchanged as checker } from './identity-unchanged.ts';

const issued = (generation: number, idTokenSubject?: string) => ({
  issued: {
    access: access(generation),
    refresh: refresh(1),
    scope: 'openid read',
    ...(idTokenSubject === undefined ? {} : { idTokenSubject }),
  },
});

/** Connected as user-1; then a refresh that names an account, and a call with what it brought. */
function told(atConnect: string | undefined, atRefresh: string | undefined): HistoryBuilder {
  const told = story().authorize();
  return told
    .answer(told.ask({ grantType: 'authorization_code' }), issued(1, atConnect))
    .refresh(1, 2, { reply: issued(2, atRefresh) });
}

describe(checker.name, () => {
  test('holds when the account stays the same, and when the tokens of another are not used', () => {
    const same = told('user-1', 'user-1').api('e1.1', access(2)).build();
    expect(checker.check(same)).toMatchObject({ verdict: 'holds', evidence: [expect.any(Number)] });
    const refused = told('user-1', 'user-2')
      .api('e1.1', access(1), 'expired')
      .refresh(1, 3, { reply: issued(3, 'user-1') })
      .api('e1.2', access(3))
      .build();
    expect(checker.check(refused)).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('1 of them for another account'),
    });
  });

  test('is violated by a call with a token of another account', () => {
    const good = told('user-1', 'user-1').api('e1.1', access(2)).build();
    const changed = mutate(
      good,
      'reply',
      ({ issued: given }) => given?.access?.generation === 2,
      () => issued(2, 'user-2'),
    );
    expect(checker.check(changed)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('1 request with a token of another account'),
    });
  });

  test('is violated by the use of a new refresh token of another account, not of an old one', () => {
    const mixed = {
      issued: { access: access(2), refresh: refresh(2), idTokenSubject: 'user-2' },
    };
    const used = (generation: number) => {
      const builder = story();
      builder
        .authorize()
        .answer(builder.ask({ grantType: 'authorization_code' }), issued(1, 'user-1'))
        .refresh(1, 2, { reply: mixed })
        .refresh(generation, 3, { reply: issued(3, 'user-1') });
      return checker.check(builder.build()).verdict;
    };
    expect([used(1), used(2)]).toEqual(['holds', 'violated']);
  });

  test('is violated by calls for an account in whose place another one was connected', () => {
    const consent = (told: HistoryBuilder, family: string, subject: string): HistoryBuilder =>
      told.connect(family).add({
        type: 'ledger',
        action: 'issued',
        token: access(1, family),
        subject,
        realmTimeMs: 0,
      });
    const calls = (subject: string, family: string) => {
      const both = consent(consent(story(), 'f1', 'user-1'), 'f2', subject);
      return checker.check(
        both.start('e1').api('e1.1', access(1, family)).finish('e1').end().build(),
      );
    };
    expect(calls('user-2', 'f1')).toMatchObject({
      verdict: 'violated',
      message: '1 call for user-1 although an operator had connected main with user-2 before.',
    });
    expect([calls('user-2', 'f2').verdict, calls('user-1', 'f1').verdict]).toEqual([
      'holds',
      'holds',
    ]);
  });

  test.each([
    [undefined, undefined],
    ['user-1', undefined],
  ])('asks nobody to know what no ID token tells: %s, then %s', (first, next) => {
    expect(checker.check(told(first, next).api('e1.1', access(2)).build())).toMatchObject({
      verdict: 'holds',
      evidence: [],
    });
  });

  test('goes by the consent of the family: connecting again may bring another account', () => {
    const builder = told('user-1', 'user-1');
    builder.authorize().answer(builder.ask({ grantType: 'authorization_code' }), {
      issued: { access: access(1, 'f2'), refresh: refresh(1, 'f2'), idTokenSubject: 'user-2' },
    });
    builder.refresh(1, 2, {
      family: 'f2',
      reply: { issued: { access: access(2, 'f2'), idTokenSubject: 'user-2' } },
    });
    expect(checker.check(builder.api('e1.1', access(2, 'f2')).build()).verdict).toBe('holds');
  });

  test('is unknown when the account that consented was not recorded', () => {
    expect(checker.check(told(undefined, 'user-1').build()).verdict).toBe('unknown');
  });

  test('was not looked at by a recorder that read no ID tokens', () => {
    const older = mutate(
      told('user-1', undefined).build(),
      'reply',
      ({ issued: given }) => given?.access?.generation === 2,
      () => ({ members: { id_token: 'm7' } }),
    );
    expect(checker.check(older).verdict).toBe('not-looked-at');
  });
});
