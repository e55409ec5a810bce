import { describe, expect, test } from 'vitest';
import { storedTokensAreNewest } from '../checkers/stored-tokens-are-newest.ts';
import { worksWhenUnhindered } from '../checkers/works-when-unhindered.ts';
import { without } from '../testing/mutate.ts';
import { untilExpired } from '../testing/stories.ts';
import { access, refresh } from '../testing/story-defaults.ts';
import { takenAway, wasDeleted } from './taken-away.ts';

/** An operator disconnects the account between two executions, of which the later one fails. */
const GONE = { access: 'absent', refresh: 'absent' } as const;
const live = { family: 'f1', access: access(2), refresh: refresh(2), scope: 'read' };
const DISCONNECTED = {
  type: 'stored-credential',
  credential: 'main',
  ...GONE,
  moment: 'disconnected',
  fields: {},
  live,
} as const;
const DELETED = { type: 'deleted-credential', credential: 'main', there: false } as const;

const told = (act: typeof DISCONNECTED | typeof DELETED = DISCONNECTED) =>
  untilExpired()
    .start('e2')
    .api('e2.1', access(1), 'expired', { faults: ['x1'] })
    .refresh(1, 2)
    .api('e2.1', access(2))
    .finish('e2')
    .probeNewest(2)
    .add(act)
    .start('e3')
    .finish('e3', { status: 'error', error: { message: 'It is not connected.' } })
    .probe(GONE, live);

const untold = () =>
  without(
    told().build(),
    (event) => event.type === 'stored-credential' && event.moment === 'disconnected',
  );

describe('what an operator has taken away', () => {
  test('lasts until somebody connects the credential, and concerns no other one', () => {
    const history = told().build();
    const end = history.events.length + 1;
    expect(takenAway(history, 'main', end)).toMatchObject({ how: 'disconnected' });
    expect(takenAway(history, 'bystander', end)).toBeUndefined();
    const connected = told().connect('f2').build();
    expect(takenAway(connected, 'main', connected.events.length + 1)).toBeUndefined();
  });

  test('is a deletion only when it was deleted', () => {
    const whole = { from: 0, to: 1_000 };
    expect(wasDeleted(told().build(), 'main', whole)).toBe(false);
    expect(wasDeleted(told(DELETED).build(), 'main', whole)).toBe(true);
    expect(wasDeleted(told(DELETED).build(), 'main', { from: 0, to: 5 })).toBe(false);
  });

  test('need not be stored, and excuses an execution that fails without it', () => {
    expect(storedTokensAreNewest.check(told().build())).toMatchObject({
      verdict: 'holds',
      message: 'main: an operator took its account away, so nothing is to be stored.',
    });
    expect(worksWhenUnhindered.check(told().build()).verdict).toBe('holds');
  });

  test('is missed when nobody took it away', () =>
    expect(storedTokensAreNewest.check(untold()).verdict).toBe('violated'));
});
