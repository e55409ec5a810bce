import { expect, test } from 'vitest';
import type { PlannedRun, ScenarioResult } from '../harness/model/results.ts';
import { faultMap } from './fault-map.ts';
import { sampleRun } from './testing/sample-run.ts';

const { results } = sampleRun();
const [one = results.targets[0]] = results.targets;
const [sample = results.scenarios[0]] = results.scenarios;
if (one === undefined || sample === undefined) throw new Error('the sample run is empty');

const { faults: _, known: __, ...bare } = sample;
const result = (
  name: string,
  verdict: ScenarioResult['verdict'],
  faults: ScenarioResult['faults'],
): ScenarioResult => ({
  ...bare,
  name,
  verdict,
  target: one.id,
  ...(faults === undefined ? {} : { faults }),
});
const planned = (name: string, injects: string[]): PlannedRun => ({
  name,
  injects,
  target: one.id,
  title: name,
  attempt: 1,
});
const reset = (met: boolean) => [{ fault: 'wire/reset', met }];
const mapOf = (scenarios: ScenarioResult[], plan?: PlannedRun[]) =>
  faultMap({ targets: [one], scenarios, ...(plan === undefined ? {} : { planned: plan }) });

test('a fault is as bad as the worst of its scenarios, and leads there', () => {
  const map = mapOf([
    result('outage/one', 'pass', reset(true)),
    result('outage/two', 'fail', reset(true)),
    result('outage/three', 'pass', [{ fault: 'wire/hang', met: true }]),
  ]);
  expect(map).toEqual([
    {
      theme: 'wire',
      rows: [
        {
          fault: 'wire/hang',
          cells: [
            {
              target: one.id,
              standing: 'pass',
              counts: { pass: 1 },
              scenario: 'outage/three',
              met: true,
            },
          ],
        },
        {
          fault: 'wire/reset',
          cells: [
            {
              target: one.id,
              standing: 'fail',
              counts: { pass: 1, fail: 1 },
              scenario: 'outage/two',
              met: true,
            },
          ],
        },
      ],
    },
  ]);
});

test('a known failure is one, and what the plan has and nobody ran is not run', () => {
  const known = { ...result('outage/one', 'fail', reset(true)), known: { reason: 'it is so' } };
  const map = mapOf(
    [known],
    [planned('outage/one', ['wire/reset']), planned('queue/two', ['redis/down'])],
  );
  expect(map?.map(({ theme, rows }) => [theme, rows[0]?.cells[0]?.standing])).toEqual([
    ['redis', 'not-run'],
    ['wire', 'known'],
  ]);
});

test('a fault that no request met is told as such', () => {
  const met = (faults: ScenarioResult['faults']) =>
    mapOf([result('outage/one', 'inconclusive', faults)])?.[0]?.rows[0]?.cells[0]?.met;
  expect([met(reset(true)), met(reset(false))]).toEqual([true, false]);
});

test('a target on which a fault was not planned has an empty place', () => {
  const map = faultMap({
    targets: results.targets,
    scenarios: [result('outage/one', 'pass', reset(true))],
  });
  expect(map?.[0]?.rows[0]?.cells.map(({ standing }) => standing)).toEqual(['pass', undefined]);
});

test('results that say nothing about faults have no map', () => {
  expect(mapOf([result('outage/one', 'pass', undefined)])).toBeUndefined();
  expect(mapOf([result('control/no-fault', 'pass', [])])).toEqual([]);
});
