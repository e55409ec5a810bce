import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate, without } from '../testing/mutate.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import type { TokenRef } from '../views/token-ref.ts';
import { storedTokensAreNewest as checker } from './stored-tokens-are-newest.ts';

const live = (generation: number) => ({
  family: 'f1',
  access: access(generation),
  refresh: refresh(generation),
  scope: 'read',
});
const last = ({ live: pair }: { readonly live: unknown }): boolean =>
  JSON.stringify(pair) === JSON.stringify(live(3));

describe(checker.name, () => {
  test('holds when the last probe finds the newest pair', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
  });

  test.each([
    [
      'the old refresh token',
      { refresh: refresh(2) },
      'the stored refresh token is an old one (refresh token f1/2), not the one the provider gave last (refresh token f1/3)',
    ],
    [
      'an old access token',
      { access: access(1) },
      'the stored access token is an old one (access token f1/1)',
    ],
    ['no refresh token', { refresh: 'absent' }, 'nothing as refresh token'],
    [
      'a page instead of an access token',
      { access: 'foreign' },
      'something the provider never issued',
    ],
  ] as const)('is violated by %s', (_, stored, text) => {
    expect(
      checker.check(mutate(goodStory(), 'stored-credential', last, () => stored)),
    ).toMatchObject({ verdict: 'violated', message: expect.stringContaining(text) });
  });

  test('asks only for what reached the client', () => {
    const told = untilExpired().refresh(1, 2, { reply: { outcome: 'reset', delivered: false } });
    expect(
      checker.check(told.probe({ access: access(1), refresh: refresh(1) }, live(2)).build())
        .verdict,
    ).toBe('holds');
    expect(
      checker.check(told.probe({ access: access(1), refresh: 'absent' }, live(2)).build()).verdict,
    ).toBe('violated');
  });

  test('asks only for what the client had a chance to keep', () => {
    const old = { access: access(1), refresh: refresh(1) };
    const killed = untilExpired()
      .refresh(1, 2, { request: { sender: 'main' } })
      .process('main', 'killed')
      .process('main', 'started');
    expect(checker.check(killed.probe(old, live(2)).build()).verdict).toBe('holds');
    const refused = untilExpired().inject('database/read-only', 'target-1', 'database');
    const exchange = refused.askRefresh(refresh(1));
    refused
      .met('database/read-only', 'target-1')
      .answer(exchange, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } });
    expect(checker.check(refused.probe(old, live(2)).build()).verdict).toBe('holds');
    const used = untilExpired()
      .refresh(1, 2, { request: { sender: 'main' } })
      .api('e2.1', access(2))
      .process('main', 'killed')
      .process('main', 'started');
    expect(checker.check(used.probe(old, live(2)).build()).verdict).toBe('violated');
  });

  test('allows an expired access token, and a dead credential', () => {
    const { access: _access, ...refreshOnly } = live(1);
    expect(
      checker.check(
        untilExpired()
          .probe({ access: access(1), refresh: refresh(1) }, refreshOnly)
          .build(),
      ).verdict,
    ).toBe('holds');
    expect(
      checker.check(
        untilExpired()
          .probe({ access: 'absent', refresh: refresh(1) }, null)
          .build(),
      ),
    ).toMatchObject({ verdict: 'holds', message: expect.stringContaining('no live token left') });
    expect(
      checker.check(
        untilExpired()
          .probe({ access: 'foreign', refresh: refresh(1) }, refreshOnly)
          .build(),
      ).verdict,
    ).toBe('violated');
  });

  test.each([
    ['access', 'access_token', 'holds'],
    ['access', 'refresh_token', 'violated'],
    ['refresh', 'refresh_token', 'holds'],
    ['refresh', 'access_token', 'violated'],
  ] as const)(
    'what is no token may be stored as %s token when the reply had two of %s: %s',
    (kind, field, expected) => {
      const told = (faults: readonly string[]) =>
        untilExpired()
          .inject('reply/field-doubled', 'd1', 'token-endpoint', { field })
          .refresh(1, 2, { reply: { faults } })
          .probe({ access: access(2), refresh: refresh(2), [kind]: 'foreign' }, live(2))
          .build();
      expect(checker.check(told(['d1'])).verdict).toBe(expected);
      expect(checker.check(told([])).verdict).toBe('violated');
    },
  );

  test('is violated at any time by the tokens of another credential', () => {
    const two = { main: { grant: 'authorization-code', scope: 'read' } } as const;
    const told = (family: string) =>
      untilExpired({ credentials: two })
        .connect('f2', 'bystander')
        .probe({ access: access(1, family), refresh: refresh(1, family) }, null)
        .probeNewest(1)
        .build();
    expect(checker.check(told('f1')).verdict).toBe('holds');
    expect(checker.check(told('f2'))).toMatchObject({
      verdict: 'violated',
      message: 'main: stored were tokens of bystander.',
    });
  });

  test('is unknown without a probe, or with one that is out of date', () => {
    expect(
      checker.check(without(goodStory(), ({ type }) => type === 'stored-credential')).verdict,
    ).toBe('unknown');
    expect(
      checker.check(
        untilExpired().probeNewest(1).start('e2').api('e2.1', access(1)).finish('e2').build(),
      ).verdict,
    ).toBe('unknown');
    expect(checker.check(untilExpired().probeNewest(1).refresh(1, 2).build()).verdict).toBe(
      'unknown',
    );
  });

  test('is not looked at on a target that cannot show its credentials', () => {
    const blind = goodStory({ capabilities: ['log'] });
    expect(checker.check(without(blind, ({ type }) => type === 'stored-credential'))).toMatchObject(
      { verdict: 'not-looked-at' },
    );
  });

  describe('straight after a success with new tokens', () => {
    const old = { access: access(1), refresh: refresh(1) };
    const renewed = (moment?: 'renewed' | 'connected' | 'quiet') =>
      untilExpired()
        .start('e2')
        .refresh(1, 2)
        .api('e2.1', access(2))
        .finish('e2')
        .add({
          type: 'stored-credential',
          credential: 'main',
          ...old,
          fields: {},
          ...(moment === undefined ? {} : { moment }),
          live: live(2),
        })
        .probeNewest(2)
        .build();

    test.each(['renewed', 'connected', 'quiet'] as const)('tokens must be saved (%s)', (moment) => {
      expect(checker.check(renewed(moment))).toMatchObject({
        verdict: 'violated',
        message: expect.stringMatching(/straight after|when nothing was under way/),
      });
    });

    test('a reading at any other time may come before the save', () => {
      expect(checker.check(renewed()).verdict).toBe('holds');
    });

    /** A reading of pair 2 while pair 3 is the newest, an answer to the refresh token `parent`. */
    const sibling = (parent: number, moment?: 'renewed' | 'quiet', ended?: TokenRef) => {
      const told = untilExpired().start('e2').refresh(1, 2).refresh(parent, 3);
      if (ended !== undefined)
        told.add({ type: 'ledger', action: 'revoked', token: ended, realmTimeMs: 0 });
      return told
        .api('e2.1', access(3))
        .finish('e2')
        .add({
          type: 'stored-credential',
          credential: 'main',
          access: access(2),
          refresh: refresh(2),
          fields: {},
          ...(moment === undefined ? {} : { moment }),
          live: live(3),
        });
    };

    test.each(['renewed', 'quiet', undefined] as const)(
      'a pair may be another answer to the same refresh token, as long as it lives (%s)',
      (moment) => {
        expect(checker.check(sibling(1, moment).build()).verdict).toBe('holds');
        expect(checker.check(sibling(2, moment).build()).verdict).toBe('violated');
        for (const ended of [access(2), refresh(2)])
          expect(checker.check(sibling(1, moment, ended).build()).verdict).toBe('violated');
        expect(checker.check(sibling(1, moment, refresh(1)).build()).verdict).toBe('holds');
      },
    );

    /** A reading of the first of two tokens that client credentials brought, both in use. */
    const granted = (moment: 'renewed' | 'quiet', spoil = (told: HistoryBuilder) => told) => {
      const told = story().start('e1');
      for (const family of ['f1', 'f2'])
        told.answer(told.ask({ grantType: 'client_credentials' }), {
          issued: { access: access(1, family), scope: 'read' },
        });
      return spoil(told.api('e1.1', access(1, 'f1')).api('e1.2', access(1, 'f2')))
        .finish('e1')
        .add({
          type: 'stored-credential',
          credential: 'main',
          access: access(1, 'f1'),
          refresh: 'absent',
          fields: {},
          moment,
          live: { family: 'f2', access: access(1, 'f2'), scope: 'read' },
        })
        .build();
    };

    test.each(['renewed', 'quiet'] as const)(
      'of several tokens by client credentials any may be stored that lives and is not refused (%s)',
      (moment) => {
        expect(checker.check(granted(moment)).verdict).toBe('holds');
        const ended = granted(moment, (told) =>
          told.add({ type: 'ledger', action: 'expired', token: access(1, 'f1'), realmTimeMs: 0 }),
        );
        expect(checker.check(ended).verdict).toBe('violated');
        const refused = granted(moment, (told) =>
          told.api('e1.1', access(1, 'f1'), 'revoked').api('e1.1', access(1, 'f2')),
        );
        expect(checker.check(refused).verdict).toBe('violated');
        const throttled = granted(moment, (told) =>
          told.api('e1.1', access(1, 'f1'), 'live', { status: 429, accepted: false }),
        );
        expect(checker.check(throttled).verdict).toBe('holds');
      },
    );

    test('an older pair that was saved over the newest is found also when it is replaced later', () => {
      expect(checker.check(sibling(2, 'quiet').probeNewest(3).build())).toMatchObject({
        verdict: 'violated',
        message: expect.stringContaining('when nothing was under way any more, the stored access'),
      });
      expect(checker.check(sibling(2).probeNewest(3).build()).verdict).toBe('holds');
    });

    test('an execution that hung may still be at work', () => {
      const hung = mutate(
        renewed('renewed'),
        'execution',
        ({ key }) => key === 'e1',
        () => ({ status: 'hung' }),
      );
      expect(checker.check(hung).verdict).toBe('holds');
    });

    test('so may one that has not ended, and one that never used the new token', () => {
      const busy = without(renewed(), (event) => event.type === 'execution' && event.key === 'e1');
      expect(checker.check(busy).verdict).toBe('holds');
      const stranger = mutate(
        renewed('renewed'),
        'request',
        ({ item }) => item === 'e2.1',
        () => ({ item: 'e9.1' }),
      );
      expect(checker.check(stranger).verdict).toBe('holds');
    });
  });
});
