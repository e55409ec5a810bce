import { expect, it } from 'vitest';
import { sampleRun, unfinishedRun } from '../testing/sample-run.ts';
import { coverageRemarks, runRemarks, unfinishedRemarks } from './run-remarks.ts';

const { results } = sampleRun();
const [target = ''] = results.targets.map(({ id }) => id);
const missing = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    target,
    name: `queue/never-${index + 1}`,
    title: '',
    attempt: 1,
  }));

it('names the first ones that did not run, and counts the rest', () => {
  const run = unfinishedRun('interruption');
  const planned = [...(run.planned ?? []), ...missing(10)];
  expect(unfinishedRemarks({ ...run, planned })[1]).toBe(
    `Not run on ${target}: 11 of 17 (queue/never-run, queue/never-1, queue/never-2, queue/never-3, queue/never-4, queue/never-5, queue/never-6, queue/never-7 and 3 more).`,
  );
});

it('names none where nothing ran at all, and does not promise results', () => {
  const run = { ...unfinishedRun('target'), planned: missing(3), scenarios: [] };
  expect(unfinishedRemarks(run)).toEqual([
    'The run was interrupted. No scenario had ended by then.',
    `Not run on ${target}: all 3.`,
  ]);
});

it('says of a single scenario what it says of several, without counting', () => {
  const one = { ...unfinishedRun('target'), planned: missing(1), scenarios: [] };
  expect(unfinishedRemarks(one)[1]).toBe(`Not run on ${target}: queue/never-1.`);
  const skipped = results.scenarios.filter(({ verdict }) => verdict === 'skipped').slice(0, 1);
  expect(coverageRemarks({ ...results, scenarios: skipped })[0]).toBe(
    "The only scenario was skipped: this target cannot move n8n's clock (capability skew-clock).",
  );
});

it('tells the end of the run before what the results do not cover', () => {
  const run = unfinishedRun('interruption');
  expect(unfinishedRemarks(results)).toEqual([]);
  expect(coverageRemarks(results).map((remark) => remark.split(' ')[0])).toEqual([
    'Only',
    'Nothing',
  ]);
  expect(runRemarks(run)).toEqual([...unfinishedRemarks(run), ...coverageRemarks(run)]);
});
