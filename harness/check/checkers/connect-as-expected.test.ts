import { describe, expect, test } from 'vitest';
import type { ConnectOutcome } from '../../model/scenario.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { access, MEMBERS, refresh, type Reply } from '../testing/story-defaults.ts';
import { connectAsExpected as checker } from './connect-as-expected.ts';

const expecting = (connect: ConnectOutcome | readonly ConnectOutcome[]): HistoryBuilder =>
  story({ expect: { recovery: 'unaffected', withinMs: 1_000, connect } }).connect();

/** What is stored of the first connect. */
const FIRST = {
  type: 'stored-credential',
  credential: 'main',
  access: access(1),
  refresh: refresh(1),
  fields: {},
  members: MEMBERS,
  live: null,
} as const;

const refused = (): HistoryBuilder =>
  expecting('refused')
    .add({ ...FIRST, moment: 'connected' })
    .add({ type: 'step', index: 0, state: 'begin' })
    .authorize()
    .add({ type: 'connect', credential: 'main', ok: false, error: 'no', mayFail: true })
    .add({ ...FIRST, moment: 'refused' });

const connected = (told: HistoryBuilder, reply: Reply): HistoryBuilder => {
  told.add({ type: 'step', index: 0, state: 'begin' }).authorize({ requestedScope: 'read write' });
  return told
    .answer(told.ask({ grantType: 'authorization_code' }), reply)
    .add({ type: 'connect', credential: 'main', ok: true, mayFail: true });
};

const refreshOf = () => refresh(1);
const PAIR = { access: access(1, 'f2'), refresh: refresh(1, 'f2') };
const ALL = { issued: { ...PAIR, scope: 'read write' } };
const LESS = { issued: { ...PAIR, scope: 'read' } };
const NO_REFRESH = { issued: { access: PAIR.access, scope: 'read write' } };

describe(checker.name, () => {
  test('holds for a refused connect that leaves alone what is stored', () => {
    expect(checker.check(refused().build()).verdict).toBe('holds');
  });

  test.each<[ConnectOutcome, Reply]>([
    ['connected', ALL],
    ['granted-less', LESS],
    ['without-refresh-token', NO_REFRESH],
  ])('tells %s by what the provider gave', (outcome, reply) => {
    expect(checker.check(connected(expecting(outcome), reply).build()).verdict).toBe('holds');
    const other = outcome === 'connected' ? 'refused' : 'connected';
    expect(checker.check(connected(expecting(other), reply).build()).verdict).toBe('violated');
    expect(checker.check(connected(expecting([other, outcome]), reply).build()).verdict).toBe(
      'holds',
    );
  });

  test('is violated by a connect that is said to work, and brought no token', () => {
    const history = mutate(
      refused().build(),
      'connect',
      ({ ok }) => !ok,
      () => ({ ok: true }),
    );
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('said to be connected, although the provider gave no token'),
    });
  });

  describe('of a connect without a refresh token', () => {
    const ended = (shown: string | undefined, refresh: 'absent' | ReturnType<typeof refreshOf>) =>
      checker.check(
        mutate(
          connected(expecting('without-refresh-token'), {
            ...NO_REFRESH,
            expiresInSeconds: 3_600,
          })
            .add({ ...FIRST, access: PAIR.access, refresh, moment: 'connected' })
            .build(),
          'connect',
          ({ mayFail }) => mayFail === true,
          () => (shown === undefined ? {} : { shown }),
        ),
      );

    test('the page has to say that it ends', () => {
      expect(ended('Connection successful', 'absent')).toMatchObject({
        verdict: 'violated',
        message: expect.stringContaining('so that it ends in 3600 s, and the page says nothing'),
      });
      expect(ended('Connected, without a refresh token', 'absent').verdict).toBe('holds');
    });

    test('nothing is owed by a client that goes on with an older one, or of a page nobody saw', () => {
      expect(ended('Connection successful', refreshOf()).verdict).toBe('holds');
      expect(ended(undefined, 'absent').verdict).toBe('holds');
    });
  });

  test('is violated by a refused connect that drops the tokens', () => {
    const history = mutate(
      refused().build(),
      'stored-credential',
      ({ moment }) => moment === 'refused',
      () => ({ access: 'absent', refresh: 'absent' }),
    );
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('changed the tokens that were stored'),
    });
  });

  test('knows a provider that sent nobody back', () => {
    const history = mutate(
      refused().build(),
      'reply',
      ({ exchange }) => exchange === 3,
      () => ({ status: 503 }),
    );
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('the provider sent nobody back'),
    });
  });

  test('knows a client that a fault had taken away, and that it may not have touched the tokens', () => {
    const told = (access: typeof FIRST.access | 'absent') =>
      expecting('unanswered')
        .add({ ...FIRST, moment: 'connected' })
        .add({ type: 'step', index: 0, state: 'begin' })
        .authorize()
        .add({ type: 'connect', credential: 'main', ok: false, unanswered: true, mayFail: true })
        .add({ ...FIRST, access, moment: 'refused' })
        .build();
    expect(checker.check(told(FIRST.access)).verdict).toBe('holds');
    expect(checker.check(told('absent')).verdict).toBe('violated');
    const answered = mutate(
      told(FIRST.access),
      'connect',
      ({ ok }) => !ok,
      () => ({ unanswered: false }),
    );
    expect(checker.check(answered)).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('not as ‘nobody answered the user who came back’'),
    });
  });

  test('looks at the step that began a connect, not at the one that ended it', () => {
    const told = expecting('refused').add({ type: 'step', index: 4, state: 'begin' }).authorize();
    told
      .add({ type: 'step', index: 4, state: 'end' })
      .add({ type: 'step', index: 5, state: 'begin' })
      .add({ type: 'connect', credential: 'main', ok: false, mayFail: true, begunIn: 4 });
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test('does not know without an attempt, or without what the provider saw of it', () => {
    expect(checker.check(expecting('refused').build()).verdict).toBe('unknown');
    const unseen = expecting('refused')
      .add({ type: 'step', index: 0, state: 'begin' })
      .add({ type: 'connect', credential: 'main', ok: false, mayFail: true });
    expect(checker.check(unseen.build()).verdict).toBe('unknown');
  });

  test('holds when the scenario says nothing of connects', () => {
    expect(checker.check(story().connect().build()).verdict).toBe('holds');
  });
});
