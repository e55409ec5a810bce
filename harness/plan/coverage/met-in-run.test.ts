import { expect, test } from 'vitest';
import { sampleResult, sampleTarget } from '../../store/testing/sample-results.ts';
import { metInRun, together } from './met-in-run.ts';

const coverage = {
  faults: [
    { name: 'wire/reset', scenarios: ['outage/reset'] },
    { name: 'wire/hang', scenarios: ['outage/hang'] },
    { name: 'redis/down', scenarios: ['queue/down'] },
    { name: 'keys/rotated', scenarios: ['keys/rotated'] },
  ],
  presets: [{ name: 'acme', scenarios: ['outage/reset'] }],
};
const run = { id: '20261130-100000-abcd', seed: 1, startedAt: '', harness: '0.1.0' };
const targets = [sampleTarget({ id: 'a' }), sampleTarget({ id: 'b' })];
const told = (fault: string, met: boolean) => ({ faults: [{ fault, met }] });

test('a fault was met on a target when a result there says so', () => {
  const scenarios = [
    sampleResult({ name: 'outage/reset', target: 'a', ...told('wire/reset', true) }),
    sampleResult({ name: 'outage/reset', target: 'a', attempt: 2, ...told('wire/reset', false) }),
    sampleResult({ name: 'outage/hang', target: 'a', ...told('wire/hang', false) }),
    sampleResult({ name: 'queue/down', target: 'a', verdict: 'skipped' }),
  ];
  expect(metInRun(coverage, { run, targets, scenarios })).toMatchObject({
    run: run.id,
    metOnVersion: { [targets[0]?.n8n ?? '']: ['wire/reset'] },
    targets: [{ target: 'a' }, { target: 'b' }],
    faults: {
      'wire/reset': ['met', 'not-tried'],
      'wire/hang': ['not-met', 'not-tried'],
      'redis/down': ['skipped', 'not-tried'],
      'keys/rotated': ['not-tried', 'not-tried'],
    },
    presets: { acme: [true, false] },
  });
});

test('results of an older harness tell nothing', () => {
  const { faults: _, ...older } = sampleResult({ name: 'outage/reset', target: 'a' });
  expect(metInRun(coverage, { run, targets, scenarios: [older] })).toBeUndefined();
});

test('several runs tell together what one of them tells', () => {
  const on = (target: string, fault: string) => ({
    run: { ...run, id: target },
    targets: [sampleTarget({ id: target, n8n: '2.41.1' })],
    scenarios: [sampleResult({ name: 'outage/reset', target, ...told(fault, true) })],
  });
  const all = together([on('a', 'wire/reset'), on('b', 'redis/down'), on('b', 'wire/hang')]);
  expect(metInRun(coverage, all)).toMatchObject({
    run: 'a, b, b',
    targets: [{ target: 'a' }, { target: 'b' }],
    metOnVersion: { '2.41.1': ['wire/reset', 'wire/hang', 'redis/down'] },
  });
});
