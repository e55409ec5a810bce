import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseScenarioFolder, scenarioFolder, targetFolder } from './layout.ts';
import { isRunId, newRunId } from './run-id.ts';

const word = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+){0,3}$/);

it('a scenario folder can be read back, also when the name ends in a number', () => {
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 2, maxLength: 3 }),
      fc.integer({ min: 1, max: 99 }),
      (parts, attempt) => {
        const name = parts.join('/');
        const folder = scenarioFolder(name, attempt);
        expect(folder).not.toContain('/');
        expect(parseScenarioFolder(folder)).toEqual({ name, attempt });
      },
    ),
  );
});

it('every target has a folder of its own that cannot leave the run', () => {
  expect(targetFolder('2.41.1')).toBe('2.41.1');
  expect(targetFolder('latest')).toBe('latest');
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
      expect(targetFolder(one)).toMatch(/^[\w][\w.+@=-]*$/);
      if (one !== other) expect(targetFolder(one)).not.toBe(targetFolder(other));
    }),
  );
});

it('run ids sort by time', () => {
  const early = newRunId(new Date(2026, 10, 23, 16, 54, 12), 'ab3f');
  expect(early).toBe('20261123-165412-ab3f');
  expect(newRunId(new Date(2026, 10, 23, 16, 54, 13), '0000') > early).toBe(true);
  expect(isRunId(newRunId())).toBe(true);
});
