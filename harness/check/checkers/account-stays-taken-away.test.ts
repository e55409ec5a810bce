import { describe, expect, test } from 'vitest';
import type { History } from '../../model/history.ts';
import { mutate, without } from '../testing/mutate.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { accountStaysTakenAway as checker } from './account-stays-taken-away.ts';

const GONE = { access: 'absent', refresh: 'absent' } as const;
const live = {
  family: 'f1',
  access: access(2),
  refresh: refresh(2),
  scope: 'read',
};

const act = {
  'operator/disconnects': {
    type: 'stored-credential',
    credential: 'main',
    ...GONE,
    moment: 'disconnected',
    fields: {},
    live,
  },
  'operator/deletes': { type: 'deleted-credential', credential: 'main', there: false },
} as const;

/** An operator acts while a refresh is under way, and the credential is read afterwards. */
const acted = (fault: keyof typeof act) => {
  const told = untilExpired().inject(fault, 'target-1', 'credential').start('e2');
  const exchange = told.askRefresh(refresh(1));
  return told
    .add(act[fault])
    .met(fault, 'target-1')
    .answer(exchange, { issued: { access: access(2), refresh: refresh(2), scope: 'read' } })
    .finish('e2', { status: 'error', error: { message: 'It is not connected.' } });
};

const disconnected = (): History => acted('operator/disconnects').probe(GONE, live).end().build();

const deleted = (there: boolean): History =>
  acted('operator/deletes')
    .add({ type: 'deleted-credential', credential: 'main', there })
    .end()
    .build();

describe(checker.name, () => {
  test('holds when nothing came back', () => {
    expect(checker.check(disconnected())).toMatchObject({
      verdict: 'holds',
      message: 'main: nothing came back after an operator took the account away.',
    });
    expect(checker.check(deleted(false)).verdict).toBe('holds');
    expect(checker.check(goodStory()).verdict).toBe('holds');
  });

  test('is violated by tokens that are stored again', () => {
    const history = mutate(
      disconnected(),
      'stored-credential',
      ({ access: stored, moment }) => stored === 'absent' && moment === undefined,
      () => ({ access: access(2), refresh: refresh(2) }),
    );
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      message:
        'main: tokens are stored again although an operator has disconnected it and nobody connected it.',
    });
  });

  test('is violated by a deleted credential that is there again', () =>
    expect(checker.check(deleted(true))).toMatchObject({
      verdict: 'violated',
      message: 'main: the credential that an operator had deleted is there again.',
    }));

  test('is violated by an execution that begins later and acts for the account', () => {
    const story = acted('operator/disconnects').probe(GONE, live);
    const later = (told: typeof story): History =>
      told.start('e3').api('e3.1', access(2)).finish('e3').end().build();
    expect(checker.check(later(story))).toMatchObject({
      verdict: 'violated',
      message:
        'main: execution e3 called the API for the account although an operator had disconnected the credential before and nobody connected it.',
    });
  });

  test('allows the tokens of whoever connects it afterwards', () => {
    const history = acted('operator/disconnects').connect('f2').probeNewest(1, 'f2').end().build();
    expect(checker.check(history).verdict).toBe('holds');
  });

  test('is unknown when nobody looked afterwards', () =>
    expect(
      checker.check(
        without(
          disconnected(),
          (event) => event.type === 'stored-credential' && event.moment !== 'disconnected',
        ),
      ).verdict,
    ).toBe('unknown'));

  test('is not looked at where nobody can', () =>
    expect(
      checker.check(
        mutate(
          disconnected(),
          'scenario',
          () => true,
          () => ({ capabilities: [] }),
        ),
      ),
    ).toMatchObject({ message: 'This target does not show its stored credentials.' }));
});
