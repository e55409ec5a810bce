import { expect, it } from 'vitest';
import { OUTCOMES } from '../../harness/model/results.ts';
import { RECOVERIES } from '../../harness/model/scenario.ts';
import { STANDINGS } from './standing.ts';
import { OUTCOME_MEANINGS, RECOVERY_MEANINGS, STANDING_MEANINGS } from './words.ts';

it('explains every verdict, outcome and recovery in a sentence', () => {
  expect(Object.keys(OUTCOME_MEANINGS)).toEqual([...OUTCOMES]);
  expect(Object.keys(RECOVERY_MEANINGS)).toEqual([...RECOVERIES, 'unknown']);
  expect(Object.keys(STANDING_MEANINGS).toSorted()).toEqual(Object.keys(STANDINGS).toSorted());
  for (const meaning of [OUTCOME_MEANINGS, RECOVERY_MEANINGS, STANDING_MEANINGS].flatMap((words) =>
    Object.values<string>(words),
  ))
    expect(meaning).toMatch(/^[A-Z].*\.$/);
});
