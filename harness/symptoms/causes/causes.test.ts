import { describe, expect, test } from 'vitest';
import { CAUSE_RULES } from '../../check/causes/cause-rules.ts';
import { REFUSED_IN_PASSING } from '../../check/causes/refused-in-passing.ts';
import * as unseen from '../../check/causes/unseen-causes.ts';
import { story } from '../../check/testing/history-builder.ts';
import { intervals } from '../../check/views/intervals.ts';
import { causeOfFailure, causes } from './index.ts';

/** A failed execution of which nothing is known but the rule that fits. */
function failureBy(...rules: readonly string[]) {
  const history = story().start('e1').finish('e1', { status: 'error' }).build();
  const [interval] = intervals(history);
  if (interval === undefined) throw new RangeError('There is no execution.');
  const of = { kind: 'execution', interval } as const;
  return { history, credential: 'main', to: interval.to, rules, of };
}

test('every cause has a name of its own, and all its words', () => {
  expect(new Set(causes.map(({ id }) => id)).size).toBe(causes.length);
  for (const { id, says, act, tell, basis } of causes) {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    for (const sentence of [says, act, tell]) expect(sentence, id).toMatch(/^[A-Zn].*\.$/s);
    expect(basis, id).not.toBe('');
  }
});

describe('every rule by which a failure is judged has a cause that explains it', () => {
  const rules = [...CAUSE_RULES, REFUSED_IN_PASSING, ...Object.values(unseen)].map(({ id }) => id);
  test.each([...new Set(rules)])('%s', (rule) => {
    const cause = causeOfFailure(failureBy(rule));
    expect(cause).toBeDefined();
    expect(cause?.id).not.toBe('failed-before-any-call');
  });
});
