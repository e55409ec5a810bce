import { describe, expect, test } from 'vitest';
import { story } from '../testing/history-builder.ts';
import { mutate, without } from '../testing/mutate.ts';
import { goodStory } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { otherFieldsUnchanged as checker } from './other-fields-unchanged.ts';

const stored = { access: access(1), refresh: refresh(1) };

describe(checker.name, () => {
  test('holds when every probe finds the same fields', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('4 readings of 1 stored credential'),
    });
  });

  test.each([
    ['another value', { clientId: 'd9', scope: 'd2' }],
    ['a field that is gone', { scope: 'd2' }],
    ['a field that came', { clientId: 'd1', scope: 'd2', accessToken: 'd3' }],
  ])('is violated by %s', (_, fields) => {
    const changed = mutate(
      goodStory(),
      'stored-credential',
      ({ n }) => n === goodStory().of('stored-credential')[2]?.n,
      () => ({ fields }),
    );
    expect(checker.check(changed)).toMatchObject({ verdict: 'violated' });
  });

  test('is violated when a credential was not stored as it was entered', () => {
    const created = (typed: Record<string, string>) =>
      story()
        .add({
          type: 'stored-credential',
          credential: 'main',
          access: 'absent',
          refresh: 'absent',
          fields: { clientId: 'd1', scope: 'd2', other: 'd3' },
          typed,
          moment: 'created',
          live: null,
        })
        .probe(stored, null, { clientId: 'd1', scope: 'd2', other: 'd3' })
        .build();
    expect(checker.check(created({ clientId: 'd1', scope: 'd2' })).verdict).toBe('holds');
    expect(checker.check(created({ clientId: 'd1', scope: 'd9', authUrl: 'd4' }))).toMatchObject({
      verdict: 'violated',
      message:
        'The credential main was stored with another value than was entered for scope and authUrl.',
    });
  });

  describe('when the credential was saved in the editor', () => {
    const saved = (how: {
      readonly fields: Readonly<Record<string, string>>;
      readonly through?: 'editor';
      readonly died?: true;
      /** An operator had typed one field anew before. */
      readonly edited?: true;
    }) => {
      const told = story().add({
        type: 'stored-credential',
        credential: 'main',
        access: 'absent',
        refresh: 'absent',
        fields: { clientId: 'd1', scope: 'd2', authentication: 'd3' },
        typed: { clientId: 'd1', scope: 'd2', authentication: 'd3' },
        enteredAsDefault: ['authentication'],
        moment: 'created',
        live: null,
      });
      if (how.edited === true)
        told.add({
          type: 'stored-credential',
          credential: 'main',
          access: 'absent',
          refresh: 'absent',
          fields: { clientId: 'd1', scope: 'd2', authentication: 'd3' },
          typed: { scope: 'd2' },
          moment: 'edited',
          live: null,
        });
      if (how.died === true) told.add({ type: 'screenshot', credential: 'main', moment: 'before' });
      else
        told.add({
          type: 'connect',
          credential: 'main',
          ok: true,
          ...(how.through === undefined ? {} : { through: how.through }),
        });
      return checker.check(told.probe(stored, null, how.fields).build()).verdict;
    };
    const withoutDefault = { clientId: 'd1', scope: 'd2' };

    test('holds though what has its default is gone, also when the browser died', () => {
      expect(saved({ fields: withoutDefault, through: 'editor' })).toBe('holds');
      expect(saved({ fields: withoutDefault, died: true })).toBe('holds');
      expect(saved({ fields: withoutDefault, through: 'editor', edited: true })).toBe('holds');
    });

    test('is violated when anything else is gone, or the default is another', () => {
      expect(saved({ fields: { clientId: 'd1' }, through: 'editor' })).toBe('violated');
      expect(
        saved({ fields: { ...withoutDefault, authentication: 'd9' }, through: 'editor' }),
      ).toBe('violated');
    });

    test('is violated when nobody opened the editor', () => {
      expect(saved({ fields: withoutDefault })).toBe('violated');
    });
  });

  test('allows the scope to change when an operator edits it, and nothing else', () => {
    const edited = (fields: Record<string, string>) =>
      story()
        .probe(stored, null)
        .add({ type: 'remedy', remedy: 'edit-scope', state: 'begin' })
        .add({ type: 'remedy', remedy: 'edit-scope', state: 'end' })
        .probe(stored, null, fields)
        .build();
    expect(checker.check(edited({ clientId: 'd1', scope: 'd9' })).verdict).toBe('holds');
    expect(checker.check(edited({ clientId: 'd9', scope: 'd9' }))).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('changed in clientId '),
    });
  });

  test('allows what an operator has just typed, and misses it when it is gone', () => {
    const edited = (now: Record<string, string>, later = now) =>
      checker.check(
        story()
          .probe(stored, null)
          .add({
            type: 'stored-credential',
            credential: 'main',
            ...stored,
            fields: now,
            typed: { scope: 'd9' },
            moment: 'edited',
            live: null,
          })
          .probe(stored, null, later)
          .build(),
      );
    const before = { clientId: 'd1', scope: 'd2' };
    const typed = { clientId: 'd1', scope: 'd9' };
    expect(edited(typed).verdict).toBe('holds');
    expect(edited(typed, before).message).toContain('changed in scope although nobody');
    expect(edited(before).message).toContain('another value than was entered for scope');
    expect(edited({ ...typed, clientId: 'd8' }).message).toContain('changed in clientId ');
  });

  test('compares nothing across a credential made anew, but goes on after it', () => {
    const recreated = story()
      .probe(stored, null)
      .add({ type: 'remedy', remedy: 'recreate', state: 'begin' })
      .probe(stored, null, { clientId: 'd9' });
    expect(checker.check(recreated.build()).verdict).toBe('holds');
    expect(checker.check(recreated.probe(stored, null, { clientId: 'd8' }).build()).verdict).toBe(
      'violated',
    );
  });

  test('keeps credentials apart', () => {
    const two = story()
      .probe(stored, null)
      .probe(stored, null, { clientId: 'other' }, 'bystander')
      .probe(stored, null)
      .probe(stored, null, { clientId: 'other' }, 'bystander');
    expect(checker.check(two.build()).verdict).toBe('holds');
  });

  test('is unknown when a credential was read once or never', () => {
    expect(
      checker.check(without(goodStory(), ({ type }) => type === 'stored-credential')).verdict,
    ).toBe('unknown');
    expect(checker.check(story().probe(stored, null).build()).verdict).toBe('unknown');
  });
});
