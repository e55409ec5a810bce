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

  describe('when another version starts on what is stored', () => {
    const version = {
      type: 'version',
      from: '1.0.0',
      to: '2.0.0',
      data: 'left',
      started: true,
    } as const;
    const shared = { table: 'shared_credentials', row: 'main in p1', columns: { role: 'd5' } };
    const user = { table: 'user', row: 'u1', columns: { role: 'd6' } };
    const key = { table: 'deployment_key', row: 'signing.jwt in k1', columns: { value: 'd7' } };
    const before: Rows = [...ROWS, shared, user, key];
    const after = (now: Rows) =>
      checker.check(story().add(reading(before)).add(version).add(reading(now)).build());

    test.each<readonly [string, Rows]>([
      ['columns come and go', [...changed(0, { description: 'd9' }), shared, user, key]],
      ['a workflow gets another form', [...changed(2, { plan: 'd9' }), shared, user, key]],
      ['the instance makes other keys', [...ROWS, shared, user, { ...key, row: 'new in k2' }]],
      ['a table is given up', [...ROWS, shared, key]],
      ['others come', [...before, { table: 'user', row: 'u2', columns: {} }]],
    ])('lets a migration do its work: %s', (_, now) => {
      expect(after(now).verdict).toBe('holds');
    });

    test.each<readonly [string, Rows, string]>([
      [
        'a credential changed',
        [...changed(1, { data: 'd9' }), shared, user, key],
        'changed in data',
      ],
      ['a credential is gone', [...ROWS.slice(1), shared, user, key], 'is gone'],
      ['whose it is', [...ROWS, { ...shared, columns: { role: 'd9' } }, user, key], 'in role'],
      ['a share is gone', [...ROWS, user, key], 'is gone'],
      [
        'somebody else may use it',
        [...before, { ...shared, row: 'main in p2' }],
        'main in p2 of shared_credentials came',
      ],
      ['a workflow is gone', [...ROWS.slice(0, 2), { ...user, table: 'workflows' }], 'is gone'],
    ])('blames it when %s', (_, now, words) => {
      expect(after(now)).toMatchObject({
        verdict: 'violated',
        message: expect.stringContaining(words),
      });
    });

    test('judges what comes afterwards as ever', () => {
      const later = changed(2, { plan: 'd9' });
      const told = story().add(version).add(reading(ROWS)).add(reading(later));
      expect(checker.check(told.build()).verdict).toBe('violated');
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
