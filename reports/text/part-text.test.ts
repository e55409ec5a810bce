import { expect, it } from 'vitest';
import { markdownDocument } from '../markdown/markdown-document.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { partText } from './part-text.ts';

const { results } = sampleRun();
const ofShard = { ...results, shard: { index: 2, count: 4, whole: [] } };
const merged = { ...results, run: { ...results.run, merged: ['one', 'two', 'three'] } };

it('tells the part that a run is, and what was put together', () => {
  expect(partText(ofShard)).toBe('shard 2/4 only');
  expect(partText(merged)).toBe('merged from 3 runs');
  expect(partText(results)).toBeUndefined();
});

it('the summary of a job says it beside the totals', () => {
  expect(markdownDocument(ofShard)).toMatch(/^12 results on .*, shard 2\/4 only: 6 pass/m);
  expect(markdownDocument(merged)).toMatch(/^12 results on .*, merged from 3 runs: 6 pass/m);
  expect(markdownDocument(results)).not.toMatch(/shard|merged/);
});
