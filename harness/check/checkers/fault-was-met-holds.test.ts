import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { mutate, without } from '../testing/mutate.ts';
import { untilExpired } from '../testing/stories.ts';
import { access } from '../testing/story-defaults.ts';
import { faultWasMet as checker } from './fault-was-met.ts';

type Hold = Omit<EventOf<'hold'>, 'n' | 'at'>;
const hold = (state: Hold['state'], more: Partial<Hold> = {}): Hold => ({
  type: 'hold',
  what: 'refresh',
  moment: 'after-commit',
  state,
  ...more,
});

/** A refresh is held, and the execution that asked for it ends well. */
const heldStory = (): History =>
  untilExpired()
    .add(hold('armed'))
    .start('e2')
    .api('e2.1', access(1), 'expired', { faults: ['x1'] })
    .add(hold('met', { exchange: 4 }))
    .add(hold('released', { by: 'plan' }))
    .refresh(1, 2)
    .api('e2.1', access(2))
    .finish('e2')
    .build();

describe(`${checker.name}: a hold`, () => {
  test('was met when an exchange was held', () =>
    expect(checker.check(heldStory())).toMatchObject({
      verdict: 'holds',
      message: expect.stringContaining('1 hold and 1 fault of the plan met by requests'),
    }));

  test('at which nothing was held proves nothing', () =>
    expect(
      checker.check(
        without(heldStory(), (event) => event.type === 'hold' && event.state !== 'armed'),
      ),
    ).toMatchObject({
      verdict: 'unknown',
      message: 'Not proven: no refresh was held after-commit.',
    }));

  test('that the plan has and the run never armed proves nothing', () => {
    const steps = [{ do: 'hold', what: 'refresh', at: 'after-commit' }];
    expect(
      checker.check(
        mutate(
          without(heldStory(), ({ type }) => type === 'hold'),
          'scenario',
          () => true,
          () => ({ steps }),
        ),
      ),
    ).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('1 hold of the plan was never armed'),
    });
  });
});

describe(`${checker.name}: a change of the policy`, () => {
  const change = {
    type: 'ledger',
    action: 'policy-changed',
    realmTimeMs: 0,
    cause: '{}',
  } as const;

  test('was met when somebody asked for something afterwards', () =>
    expect(
      checker.check(untilExpired().add(change).start('e2').refresh(1, 2).finish('e2').build())
        .message,
    ).not.toContain('policy'));

  test('after which nobody asked for anything proves nothing', () =>
    expect(checker.check(untilExpired().add(change).build())).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining(
        'nobody asked the provider for anything after its policy had changed',
      ),
    }));
});
