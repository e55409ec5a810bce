import { expect, it } from 'vitest';
import { junitDocument } from '../junit/junit-document.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { decidedNothingRemark, decidedNothingText } from './decided-nothing.ts';

const { results } = sampleRun();
const [template] = results.scenarios;
if (template === undefined) throw new Error('the sample run has no result');
const holds = (checker: string, message: string, evidence: number[] = []) => ({
  checker,
  verdict: 'holds' as const,
  message,
  evidence,
});
const half = { ...template, findings: [holds('one', 'No log.'), holds('two', 'Two.', [3])] };
const full = { ...template, findings: [holds('one', 'One.', [2]), holds('two', 'Two.', [3])] };

it('says of a scenario which invariants had nothing to decide, and why', () => {
  expect(decidedNothingText(half)).toBe('one: No log');
  expect(decidedNothingText(full)).toBeUndefined();
});

it('takes what could not be looked at for something else', () => {
  const blind = { ...holds('one', 'No log.'), verdict: 'not-looked-at' as const };
  expect(decidedNothingText({ findings: [blind] })).toBeUndefined();
});

it('says of a run what no result decided', () => {
  expect(decidedNothingRemark([half, half])).toBe(
    'Nothing happened that this invariant speaks of: one.',
  );
  expect(decidedNothingRemark([half, full])).toBeUndefined();
});

it('stands with the case in JUnit', () => {
  expect(junitDocument({ ...results, scenarios: [half] })).toContain(
    '\nnothing-to-decide: one: No log\n',
  );
});
