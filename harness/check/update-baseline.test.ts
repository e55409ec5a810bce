import { describe, expect, test } from 'vitest';
import type { Results, ScenarioResult, TargetResult } from '../model/results.ts';
import { sampleResult, sampleTarget } from '../store/testing/sample-results.ts';
import { knownEntry } from '../testing/known-entry.ts';
import { applyBaseline } from './apply-baseline.ts';
import { summarise } from './totals.ts';
import { updateBaseline, type OldEntry } from './update-baseline.ts';

const failed = (name: string, says: string, part: Partial<ScenarioResult> = {}): ScenarioResult =>
  sampleResult({
    name,
    target: 'single',
    verdict: 'fail',
    outcome: 'refresh storm',
    summary: 'Four executions refreshed four times.',
    findings: [
      { checker: 'one-refresh-per-expiry', verdict: 'violated', message: says, evidence: [1] },
    ],
    ...part,
  });

function run(...scenarios: ScenarioResult[]): Results {
  const target = (topology: TargetResult['topology']) => sampleTarget({ id: topology, topology });
  const counted = {
    scenarios,
    run: { id: 'x', seed: 1, harness: '0', startedAt: '2026-01-01T00:00:00.000Z' },
  };
  const targets = (['single', 'postgres', 'queue'] as const).map(target);
  return { schemaVersion: 2, ...counted, targets, ...summarise(counted) };
}
const update = (old: readonly OldEntry[], ...runs: readonly Results[]) =>
  updateBaseline({ n8n: '2.41.1', old, runs });

describe('a baseline made of runs', () => {
  test('excuses what they saw, and the same with other numbers', () => {
    const { baseline, told } = update([], run(failed('a/b', '4 refreshes succeeded.')));
    const again = failed('a/b', '7 refreshes succeeded.');
    expect(applyBaseline(again, baseline).known).toBeDefined();
    expect(applyBaseline(failed('a/b', 'One was lost.'), baseline).known).toBeUndefined();
    expect(baseline.known).toMatchObject([
      {
        topologies: ['single'],
        reason: 'Not explained yet: Four executions refreshed four times.',
      },
    ]);
    expect(told).toEqual(['a/b: new on single; write down the reason and a link.']);
  });

  test('has every way in which repetitions failed', () => {
    const dead = failed('a/b', 'It is dead.', { attempt: 2, outcome: 'dead' });
    const { baseline } = update([], run(failed('a/b', '4 refreshes.'), dead));
    expect(baseline.known[0]?.seen.map(({ outcome }) => outcome)).toEqual([
      'refresh storm',
      'dead',
    ]);
  });

  test('has one entry for topologies that look alike, and another for one that does not', () => {
    const on = (target: string, says: string) => failed('a/b', says, { target });
    const { baseline } = update(
      [],
      run(on('single', '4 refreshes.'), on('queue', '8 refreshes.')),
      run(on('postgres', 'It hangs.')),
    );
    expect(baseline.known.map(({ topologies }) => topologies)).toEqual([
      ['single', 'queue'],
      ['postgres'],
    ]);
  });
});

describe('a baseline brought up to date', () => {
  const link = 'https://example.test/1';

  test('keeps reasons and links, also of the older form', () => {
    const old = [{ scenario: 'a/b', reason: 'No single flight, for long.', link }];
    const { baseline, missing, told } = update(old, run(failed('a/b', '4 refreshes.')));
    expect(baseline.known).toMatchObject([{ reason: 'No single flight, for long.', link }]);
    expect([missing, told]).toEqual([[], []]);
  });

  test('loses what no longer fails, and says so', () => {
    const old = [knownEntry('a/b', { topologies: ['single'] })];
    const { baseline, told } = update(old, run(sampleResult({ name: 'a/b', target: 'single' })));
    expect(baseline.known).toEqual([]);
    expect(told).toEqual(['a/b: no longer fails on single; taken out.']);
  });

  test('keeps what no run tried: other scenarios, other topologies, what proved nothing', () => {
    const old = [knownEntry('a/b'), knownEntry('other/c'), knownEntry('void/d')];
    const nothing = failed('void/d', 'Nothing.', { verdict: 'inconclusive' });
    const { baseline } = update(old, run(failed('a/b', '4 refreshes.'), nothing));
    expect(baseline.known.map(({ scenario, topologies }) => [scenario, topologies])).toEqual([
      ['a/b', ['single']],
      ['a/b', ['postgres', 'queue']],
      ['other/c', ['single', 'postgres', 'queue']],
      ['void/d', ['single', 'postgres', 'queue']],
    ]);
  });

  test('names entries of the older form that no run tried', () => {
    const reason = 'No single flight, for long.';
    const old: OldEntry[] = [
      { scenario: 'a/b', reason },
      { scenario: 'queue/c', reason, topologies: ['queue'] },
    ];
    expect(update(old, run(failed('a/b', '4 refreshes.'))).missing).toEqual(['queue/c on queue']);
  });
});
