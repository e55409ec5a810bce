import { describe, expect, test } from 'vitest';
import { untilExpired } from '../testing/stories.ts';
import { intervals } from '../views/intervals.ts';
import { failureCauses } from './failure-causes.ts';

/** The causes of an execution that fails after an operator has deleted its credential. */
function causes() {
  const history = untilExpired()
    .inject('operator/deletes', 'target-1', 'credential')
    .add({ type: 'deleted-credential', credential: 'main', there: false })
    .start('e2')
    .finish('e2', { status: 'error', error: { message: 'It failed' } })
    .build();
  return intervals(history).flatMap((interval) =>
    interval.key === 'e2' ? failureCauses(history, interval) : [],
  );
}

describe('a credential that an operator has deleted', () => {
  test('is the cause of what fails after it', () =>
    expect(causes().map(({ cause }) => cause)).toEqual(['the credential was deleted']));

  test.each([
    ['Credential with ID "7" does not exist for type "oAuth2Api".', 'helps'],
    ['Unable to sign without access token', 'says-nothing'],
  ])('%s: %s', (text, reading) =>
    expect(causes().map(({ read }) => read(text))).toEqual([reading]),
  );
});
