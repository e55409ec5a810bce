import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../model/event.ts';
import { History } from '../../model/history.ts';
import { story } from '../testing/history-builder.ts';
import { mutate, without } from '../testing/mutate.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access, MEMBERS, refresh } from '../testing/story-defaults.ts';
import { tokenDataKept as checker } from './token-data-kept.ts';

/** The good story with other stored fields at the last reading. */
const lastReading = (members: Readonly<Record<string, string>>) => {
  const probes = goodStory().of('stored-credential');
  return mutate(
    goodStory(),
    'stored-credential',
    ({ n }) => n === probes.at(-1)?.n,
    () => ({ members }),
  );
};

const READING = { type: 'stored-credential', credential: 'main', fields: {} } as const;

describe(checker.name, () => {
  test('holds when all is stored, also what the refresh does not repeat', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('4 readings of 1 stored credential'),
    });
  });

  test.each([
    ['the token type', { instance_url: 'm2' }, 'token_type is not stored'],
    ['a field of the first reply', { token_type: 'm1' }, 'instance_url is not stored'],
    ['the value', { token_type: 'm1', instance_url: 'm9' }, 'with a value that the provider did'],
  ])('is violated when %s is lost', (_, members, text) => {
    expect(checker.check(lastReading(members))).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining(text),
    });
  });

  test('more than was told is the client’s own affair', () => {
    expect(checker.check(lastReading({ ...MEMBERS, n8n_expires_at: 'm7' })).verdict).toBe('holds');
  });

  test.each([
    ['reply/field-doubled', 'token_type', 'holds'],
    ['reply/field-empty', 'token_type', 'holds'],
    ['reply/field-null', 'token_type', 'holds'],
    ['reply/field-doubled', 'instance_url', 'violated'],
    ['reply/field-wrong-type', 'token_type', 'violated'],
  ])('%s: either value of %s may be stored: %s', (fault, field, verdict) => {
    const told = (faults: readonly string[]) =>
      untilExpired()
        .inject(fault, 'd1', 'token-endpoint', { field })
        .refresh(1, 2, { reply: { faults, members: MEMBERS } })
        .add({
          ...READING,
          access: access(2),
          refresh: refresh(2),
          live: null,
          members: { ...MEMBERS, token_type: 'm9' },
        })
        .build();
    expect(checker.check(told(['d1'])).verdict).toBe(verdict);
    expect(checker.check(told([])).verdict).toBe('violated');
  });

  describe('a stored moment of expiry', () => {
    /** Two tokens, the second of which was issued after a while, each read with such fields. */
    const twoTokens = (
      fields: readonly [first: object, second: object],
      { told = true, afterMs = 10_000, spoilt = false } = {},
    ) => {
      const lifetime = told ? { expires_in: 'm5' } : {};
      const given = story();
      const field = 'expires_in';
      if (spoilt) given.inject('reply/field-doubled', 'd1', 'token-endpoint', { field });
      for (const [index, own] of fields.entries()) {
        const issued = { access: access(index + 1), refresh: refresh(index + 1) };
        const members = { ...MEMBERS, ...lifetime };
        if (index > 0) given.wait(afterMs);
        const exchange =
          index === 0
            ? given.ask({ grantType: 'authorization_code' })
            : given.askRefresh(refresh(1));
        given
          .answer(exchange, { issued, members, faults: spoilt ? ['d1'] : [] })
          .add({ ...READING, ...issued, live: null, members: { ...members, ...own } });
      }
      return checker.check(given.build());
    };
    const first = { n8n_expires_at: 'm7' };

    test('is that of the stored token', () => {
      expect(twoTokens([first, { n8n_expires_at: 'm8' }]).verdict).toBe('holds');
    });

    test('is not that of an earlier one', () => {
      expect(twoTokens([first, first])).toMatchObject({
        verdict: 'violated',
        message: 'main: n8n_expires_at still says when an earlier access token ends.',
      });
    });

    test('says nothing of refresh tokens, of lifetimes told twice or not at all, or within the same second', () => {
      const lasting = { refresh_token_expires_at: 'm7' };
      expect(twoTokens([lasting, lasting]).verdict).toBe('holds');
      expect(twoTokens([first, first], { told: false }).verdict).toBe('holds');
      expect(twoTokens([first, first], { spoilt: true }).verdict).toBe('holds');
      expect(twoTokens([first, first], { afterMs: 500 }).verdict).toBe('holds');
    });
  });

  test('a later value replaces an earlier one', () => {
    const moved = untilExpired()
      .refresh(1, 2, { reply: { members: { ...MEMBERS, instance_url: 'm3' } } })
      .probeNewest(2);
    expect(checker.check(moved.build()).verdict).toBe('violated');
  });

  test('what describes the old token may go with it', () => {
    const told = story();
    const exchange = told.ask({ grantType: 'authorization_code' });
    told
      .answer(exchange, {
        issued: { access: access(1), refresh: refresh(1) },
        members: { ...MEMBERS, id_token: 'm4', expires_in: 'm5', refresh_token_expires_in: 'm6' },
      })
      .refresh(1, 2)
      .probeNewest(2);
    expect(checker.check(told.build()).verdict).toBe('holds');
  });

  test('after connecting again the earlier account no longer counts', () => {
    const again = untilExpired();
    const exchange = again.ask({ grantType: 'authorization_code' });
    again
      .answer(exchange, {
        issued: { access: access(1, 'f2'), refresh: refresh(1, 'f2') },
        members: { token_type: 'm1' },
      })
      .probeNewest(1, 'f2');
    expect(checker.check(again.build()).verdict).toBe('holds');
  });

  test('of a token that was given twice nobody knows which reply was saved', () => {
    const twice = story().connect();
    const issued = { access: access(2), refresh: refresh(2) };
    for (const lifetime of ['m8', 'm9'])
      twice.answer(twice.askRefresh(refresh(1)), {
        issued,
        members: { token_type: 'm1', expires_in: lifetime },
      });
    expect(checker.check(twice.probeNewest(2).build()).verdict).toBe('unknown');
  });

  test('is unknown when no reading goes with a reply', () => {
    expect(
      checker.check(without(goodStory(), ({ type }) => type === 'stored-credential')).verdict,
    ).toBe('unknown');
  });

  test('nobody looked where the target shows nothing, or nothing was recorded', () => {
    expect(checker.check(goodStory({ capabilities: [] })).verdict).toBe('not-looked-at');
    const old = goodStory().events.map((event): HistoryEvent => {
      if (event.type !== 'stored-credential') return event;
      const { members: _, ...rest } = event;
      return rest;
    });
    expect(checker.check(new History(old)).verdict).toBe('not-looked-at');
  });
});
