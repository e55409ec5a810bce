import { expect, it } from 'vitest';
import { sampleRun } from '../testing/sample-run.ts';
import { notLookedAtRemark, notLookedAtText } from './not-looked-at.ts';

const [template] = sampleRun().results.scenarios;
if (template === undefined) throw new Error('the sample run has no result');
const finding = (checker: string, message: string) => ({
  checker,
  verdict: 'not-looked-at' as const,
  message,
  evidence: [],
});
const blind = {
  ...template,
  findings: [finding('one', 'No log.'), finding('two', 'No row is shown.')],
};
const half = { ...template, findings: [finding('one', 'No log.')] };
const seeing = { ...template, findings: [] };

it('names what was not looked at, and is silent where everything was', () => {
  expect(notLookedAtText(blind)).toBe('2 invariants not looked at (one, two)');
  expect(notLookedAtText(half)).toBe('1 invariant not looked at (one)');
  expect(notLookedAtText(seeing)).toBeUndefined();
});

it('says for a run how often, and why, each reason once', () => {
  const dark = { ...template, findings: [finding('one', 'No log.'), finding('two', 'No log.')] };
  expect(notLookedAtRemark([dark, half], false)).toMatch(
    /inconclusive\. No log \(one 2×, two 1×\)\.$/,
  );
  expect(notLookedAtRemark([blind, half, seeing], false)).toBe(
    'In 2 of 3 results some invariants were not looked at; --strict makes them inconclusive. No log (one 2×); No row is shown (two 1×).',
  );
  expect(notLookedAtRemark([blind], true)).toBe(
    'In the only result some invariants were not looked at, so that they prove nothing (--strict). No log (one 1×); No row is shown (two 1×).',
  );
  expect(notLookedAtRemark([seeing], false)).toBeUndefined();
});
