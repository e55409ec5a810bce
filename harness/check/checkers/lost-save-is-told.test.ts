import { describe, expect, test } from 'vitest';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { mutate } from '../testing/mutate.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access, refresh, SCENARIO } from '../testing/story-defaults.ts';
import { lostSaveIsTold as checker } from './lost-save-is-told.ts';

const FAULT = 'database/read-only';
const OLD = { access: access(1), refresh: refresh(1) };
const NEW = { access: access(2), refresh: refresh(2) };

const NAMED = { scenario: { ...SCENARIO, name: 'database/read-only-at-save' } };

/** An execution that succeeds with new tokens which the database refuses. */
function silent(next = refresh(2), before = untilExpired(NAMED)): HistoryBuilder {
  const told = before.inject(FAULT, 'target-1').start('e2').api('e2.1', access(1), 'expired');
  return told
    .answer(told.askRefresh(refresh(1)), {
      issued: { access: access(2), refresh: next, scope: 'read' },
    })
    .met(FAULT, 'target-1')
    .api('e2.1', access(2))
    .finish('e2');
}

const verdictOf = (told: HistoryBuilder) => checker.check(told.build()).verdict;
const warning = (line: string, level = 'warn') => ({ type: 'log', level, line }) as const;
const OF_SAVE = warning('could not save the new tokens');

describe(checker.name, () => {
  test('holds when nothing was refused, and is unknown when nothing ran', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    expect(verdictOf(story())).toBe('unknown');
  });

  test('is violated by a success whose tokens are nowhere stored and nowhere told of', () => {
    expect(checker.check(silent().probe(OLD, null).build())).toMatchObject({
      verdict: 'violated',
      message: expect.stringContaining('e2'),
    });
  });

  test.each([
    'could not save the new tokens',
    'cannot execute UPDATE in a read-only transaction',
    'The database refused the new tokens',
  ])('holds when the log warns "%s"', (line) => {
    expect(verdictOf(silent().probe(OLD, null).add(warning(line)))).toBe('holds');
  });

  test.each([
    warning('could not save the new tokens', 'debug'),
    warning('access token refused, asking for a new one'),
    warning('The credential "database/read-only-at-save 1 main" needs to be reconnected', 'error'),
  ])('is violated when all that is logged is %o', (line) => {
    expect(verdictOf(silent().probe(OLD, null).add(line))).toBe('violated');
  });

  test('is violated when the log had warned of another save before the database refused this one', () => {
    const before = untilExpired(NAMED).add(OF_SAVE);
    expect(verdictOf(silent(refresh(2), before).probe(OLD, null))).toBe('violated');
  });

  test.each([
    [['main'], 'holds'],
    [['bystander', 'main'], 'holds'],
    [[], 'holds'],
    [['bystander'], 'violated'],
  ])('a warning that names the credentials %j: %s', (credentials, verdict) => {
    expect(
      verdictOf(
        silent()
          .probe(OLD, null)
          .add({ ...OF_SAVE, credentials }),
      ),
    ).toBe(verdict);
  });

  test('holds when the tokens are stored later', () => {
    expect(verdictOf(silent().probe(OLD, null).probe(NEW, null))).toBe('holds');
  });

  test('holds when nobody has looked at what is stored', () => {
    expect(verdictOf(silent())).toBe('holds');
  });

  test('holds when the refresh token was not rotated: the stored one still works', () => {
    expect(verdictOf(silent(refresh(1)).probe(OLD, null))).toBe('holds');
  });

  test('holds when the execution fails', () => {
    const failed = { status: 'error', error: { message: 'The database is read-only' } } as const;
    const told = untilExpired()
      .inject(FAULT, 'target-1')
      .start('e2')
      .api('e2.1', access(1), 'expired');
    const asked = told.askRefresh(refresh(1));
    told
      .answer(asked, { issued: { ...NEW, scope: 'read' } })
      .met(FAULT, 'target-1')
      .finish('e2', failed);
    expect(verdictOf(told.probe(OLD, null))).toBe('holds');
  });

  test('is not looked at where the log cannot be read', () => {
    const blind = mutate(
      silent().probe(OLD, null).build(),
      'scenario',
      () => true,
      () => ({ capabilities: ['stored-credential'] }),
    );
    expect(checker.check(blind).verdict).toBe('not-looked-at');
  });
});
