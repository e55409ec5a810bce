import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import { story } from '../testing/history-builder.ts';
import { goodStory } from '../testing/stories.ts';
import { OTHER_ROWS } from '../testing/story-defaults.ts';
import { otherRowsUnchanged as checker } from './other-rows-unchanged.ts';

type Rows = EventOf<'stored-rows'>['rows'];

const ROWS: Rows = OTHER_ROWS.rows;
const reading = (rows: Rows) => ({ type: 'stored-rows', rows }) as const;

/** The rows with other columns in one of them. */
const changed = (index: number, columns: Readonly<Record<string, string>>): Rows =>
  ROWS.map((row, at) => (at === index ? { ...row, columns: { ...row.columns, ...columns } } : row));

const between = (now: Rows, remedy?: string) => {
  const told = story().add(OTHER_ROWS);
  if (remedy !== undefined)
    told
      .add({ type: 'remedy', remedy, state: 'begin' })
      .add({ type: 'remedy', remedy, state: 'end' });
  return checker.check(told.add(reading(now)).build());
};

describe(checker.name, () => {
  test('holds when every row is as it was', () => {
    expect(checker.check(goodStory())).toMatchObject({
      verdict: 'holds',
      message: '2 readings of 3 rows of what else is stored, none changed.',
    });
  });

  test.each([
    [
      'a changed column',
      changed(1, { data: 'd9' }),
      'The row that nobody uses of credentials changed in data although nobody edited it.',
    ],
    [
      'two changes',
      changed(0, { owner: 'd9' }).slice(0, 2),
      'The row main of credentials changed in owner although nobody edited it; the row main of workflows is gone.',
    ],
    [
      'a row that came',
      [...ROWS, { table: 'shared_credentials', row: 'main in p2', columns: {} }],
      'The row main in p2 of shared_credentials came although nobody edited it.',
    ],
    [
      'a column that came',
      changed(2, { settings: 'd8' }),
      'The row main of workflows changed in settings although nobody edited it.',
    ],
  ])('is violated by %s', (_, now, message) => {
    expect(between(now)).toMatchObject({ verdict: 'violated', message, evidence: [2, 3] });
  });

  test.each(['retry-on-fail', 'recreate'])(
    'allows %s to save the workflows of the run, and nothing else',
    (remedy) => {
      expect(between(changed(2, { plan: 'd9' }), remedy).verdict).toBe('holds');
      expect(between(changed(0, { name: 'd9' }), remedy).verdict).toBe('violated');
      expect(between(changed(1, { data: 'd9' }), remedy).verdict).toBe('violated');
    },
  );

  test('does not allow any other remedy to save workflows', () => {
    expect(between(changed(2, { plan: 'd9' }), 'reconnect').verdict).toBe('violated');
  });

  test('allows the row of a credential to go when an operator deletes it, and to come when it is made anew', () => {
    const owned = { table: 'shared_credentials', row: 'main in p1', columns: {} };
    const without = ROWS.filter(({ row, table }) => table !== 'credentials' || row !== 'main');
    const told = story()
      .add(reading([...ROWS, owned]))
      .add({ type: 'deleted-credential', credential: 'main', there: false })
      .add(reading(without));
    expect(checker.check(told.build()).verdict).toBe('holds');
    told
      .add({ type: 'remedy', remedy: 'recreate', state: 'begin' })
      .add({ type: 'remedy', remedy: 'recreate', state: 'end' })
      .add(reading([...ROWS, owned]));
    expect(checker.check(told.build()).verdict).toBe('holds');
    expect(between(without).verdict).toBe('violated');
  });

  describe('when an operator renames the credential', () => {
    const renamed = (name: string, stored = name) =>
      ({
        type: 'stored-rows',
        rows: changed(0, { name: stored }),
        renamed: { credential: 'main', name },
      }) as const;
    const after = (now: Rows) =>
      checker.check(story().add(OTHER_ROWS).add(renamed('d9')).add(reading(now)).build());

    test('expects the name that was typed from then on', () => {
      expect(after(changed(0, { name: 'd9' })).verdict).toBe('holds');
      expect(after(ROWS)).toMatchObject({
        verdict: 'violated',
        message: 'The row main of credentials changed in name although nobody edited it.',
        evidence: [3, 4],
      });
    });

    test('is violated when it is stored under another name at once', () => {
      expect(checker.check(story().add(OTHER_ROWS).add(renamed('d9', 'd1')).build())).toMatchObject(
        { verdict: 'violated', evidence: [3] },
      );
    });

    test('allows nothing else to change meanwhile', () => {
      const { rows, ...head } = renamed('d9');
      const others = rows.map((row, at) => (at === 1 ? { ...row, columns: { name: 'd8' } } : row));
      expect(
        checker.check(
          story()
            .add(OTHER_ROWS)
            .add({ ...head, rows: others })
            .build(),
        ).verdict,
      ).toBe('violated');
    });

    test('expects the first name of a credential that is made anew', () => {
      const told = story()
        .add(OTHER_ROWS)
        .add(renamed('d9'))
        .add({ type: 'remedy', remedy: 'recreate', state: 'begin' })
        .add(OTHER_ROWS);
      expect(checker.check(told.build()).verdict).toBe('holds');
    });
  });

  test('compares each reading with the one before it', () => {
    const saved = changed(2, { plan: 'd9' });
    const told = story()
      .add(OTHER_ROWS)
      .add({ type: 'remedy', remedy: 'recreate', state: 'begin' })
      .add(reading(saved));
    expect(checker.check(told.add(reading(saved)).build()).verdict).toBe('holds');
    expect(checker.check(told.add(OTHER_ROWS).build()).verdict).toBe('violated');
  });

  test('is unknown when the rows were read only once', () => {
    expect(checker.check(story().add(OTHER_ROWS).build()).verdict).toBe('unknown');
  });

  test('says that nobody looked where the rows were never read', () => {
    expect(checker.check(story().build()).verdict).toBe('not-looked-at');
  });
});
