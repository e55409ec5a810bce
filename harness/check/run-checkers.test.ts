import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Checker } from '../model/checker.ts';
import { holds, violated } from '../model/finding.ts';
import { checkers, type CheckerName } from './checkers/index.ts';
import { runCheckers } from './run-checkers.ts';
import { without } from './testing/mutate.ts';
import { goodStory } from './testing/stories.ts';

const checker = (check: Checker['check']): Checker<CheckerName> => ({
  name: 'others-unaffected',
  judges: 'safety',
  invariant: '',
  basis: '',
  check,
});

describe('runCheckers', () => {
  test('every file of checkers/ is listed by its name, with its invariant and basis', () => {
    const files = readdirSync(join(import.meta.dirname, 'checkers'))
      .filter((file) => file.endsWith('.ts') && !/^index\.|\.test\./.test(file))
      .map((file) => file.replace('.ts', ''));
    expect(checkers.map(({ name }) => name).toSorted()).toEqual(files.toSorted());
    for (const { invariant, basis } of checkers)
      expect(Math.min(invariant.length, basis.length)).toBeGreaterThan(20);
  });

  test('a checker that throws is unknown', () => {
    const finding = runCheckers(
      [
        checker(() => {
          throw new Error('oops');
        }),
      ],
      goodStory(),
    )[0];
    expect(finding).toMatchObject({
      verdict: 'unknown',
      message: 'The checker itself failed: oops',
    });
  });

  test('nothing holds for a history that breaks off, and a violation stays one', () => {
    const broken = without(goodStory(), ({ type }) => type === 'end');
    expect(runCheckers([checker(() => holds('fine'))], broken)[0]).toMatchObject({
      verdict: 'unknown',
      message: 'The run did not come to its end. Up to there: fine',
    });
    expect(runCheckers([checker(() => violated('bad', [1]))], broken)[0]?.verdict).toBe('violated');
  });

  test('evidence is sorted, without repeats, and only of events that exist', () => {
    expect(
      runCheckers([checker(() => violated('bad', [7, 3, 3, 99_999]))], goodStory())[0]?.evidence,
    ).toEqual([3, 7]);
  });
});
