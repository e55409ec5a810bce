import { describe, expect, test } from 'vitest';
import type { SeenFailure } from '../model/baseline.ts';
import type { Results, ScenarioResult, TargetResult } from '../model/results.ts';
import { sampleResult, sampleTarget } from '../store/testing/sample-results.ts';
import { knownEntry } from '../testing/known-entry.ts';
import { applyBaseline } from './apply-baseline.ts';
import { summarise } from './totals.ts';
import { updateBaseline, type OldEntry } from './update-baseline.ts';
import { STARVED } from './views/machine-starved.ts';

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
    const storm = failed('a/b', '700 refreshes succeeded.');
    expect(applyBaseline(storm, baseline).known).toBeUndefined();
    expect(applyBaseline(failed('a/b', 'One was lost.'), baseline).known).toBeUndefined();
    expect(baseline.known).toMatchObject([
      {
        topologies: ['single'],
        reason: 'Not explained yet: Four executions refreshed four times.',
      },
    ]);
    expect(told).toEqual(['a/b: new on single; write down the reason and a link.']);
  });

  test('has what a failure left undecided, but for what the machine was to blame', () => {
    const open = (checker: string, message: string) => ({
      checker,
      verdict: 'unknown' as const,
      message,
      evidence: [1],
    });
    const before = failed('a/b', '4 refreshes.');
    const left = (verdict: ScenarioResult['verdict']) => ({
      ...before,
      verdict,
      findings: [
        ...before.findings,
        open('fault-was-met', 'Not proven: no request met api/slow.'),
        open('refresh-is-prompt', `It took long, ${STARVED}.`),
      ],
    });
    for (const verdict of ['fail', 'inconclusive'] as const) {
      const { baseline } = update([], run(left(verdict)));
      expect(baseline.known[0]?.seen[0]?.undecided).toEqual(['fault-was-met']);
    }
    const known = update([], run(before)).baseline.known;
    const { baseline, told } = update(known, run(left('inconclusive')));
    expect(told).toEqual(['a/b: may leave fault-was-met undecided on single; added.']);
    expect(baseline.known).toMatchObject([
      { topologies: ['single'], seen: [{ undecided: ['fault-was-met'] }] },
    ]);
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
    const nothing = failed('void/d', 'Nothing.', { verdict: 'inconclusive', findings: [] });
    const { baseline } = update(old, run(failed('a/b', '4 refreshes.'), nothing));
    expect(baseline.known.map(({ scenario, topologies }) => [scenario, topologies])).toEqual([
      ['a/b', ['single']],
      ['a/b', ['postgres', 'queue']],
      ['other/c', undefined],
      ['void/d', undefined],
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

  const ways: SeenFailure[] = [
    {
      outcome: 'refresh storm',
      recovery: 'automatic',
      violates: { 'one-refresh-per-expiry': '^4 refreshes were too many' },
      sometimes: { 'no-needless-refresh': '^1 request that nothing called for' },
    },
    { outcome: 'dead', recovery: 'none', violates: { connects: '^The way to connect' } },
  ];
  type Finding = ScenarioResult['findings'][number];
  const known = (part: Partial<OldEntry> = {}): OldEntry => ({
    ...knownEntry('a/b', { topologies: ['single'] }),
    seen: ways,
    ...part,
  });
  const storm = failed('a/b', '4 refreshes were too many.', {
    recovery: { expected: 'automatic', observed: 'automatic' },
  });
  const passed = sampleResult({ name: 'a/b', target: 'single' });

  test('keeps what is violated sometimes, and ways of failing that were not seen, and tells of it', () => {
    const { baseline, told } = update([known()], run(storm));
    expect(baseline.known).toEqual([known()]);
    expect(told).toEqual(['a/b: 1 of 2 known ways to fail not seen on single; kept.']);
  });

  test('adds a way of failing that is new, and tells how it differs', () => {
    const lost = { ...storm, outcome: 'credential corrupted' } as const;
    const { baseline, told } = update([known()], run(storm, lost));
    expect(baseline.known[0]?.seen.slice(0, 2)).toEqual(ways);
    expect(baseline.known[0]?.seen[2]).toMatchObject({ outcome: 'credential corrupted' });
    expect(told[0]).toBe(
      'a/b: fails on single in a way that was not known and was added: known as refresh storm (one-refresh-per-expiry), but now the outcome is credential corrupted.',
    );
  });

  test('forgets how failures looked when asked to, but no reason', () => {
    const { baseline, told } = updateBaseline({
      n8n: '2.41.1',
      old: [known()],
      runs: [run(storm)],
      replace: true,
    });
    expect(baseline.known).toMatchObject([{ reason: known().reason, topologies: ['single'] }]);
    expect(baseline.known[0]?.seen).toHaveLength(1);
    expect(baseline.known[0]?.seen[0]?.sometimes).toBeUndefined();
    expect(told).toEqual(['a/b: how it fails on single was written anew.']);
  });

  test('says of what failed in some of the runs only that it fails sometimes', () => {
    const { baseline, told } = update([], run(passed, storm, { ...passed, attempt: 3 }));
    expect(baseline.known).toMatchObject([{ scenario: 'a/b', sometimes: true }]);
    expect(told[1]).toBe('a/b: failed in 1 of 3 runs on single, so that it fails sometimes.');
    expect(applyBaseline(passed, baseline).fixedUnexpectedly).toBeUndefined();
    expect(applyBaseline(storm, baseline).known).toBeDefined();
  });

  test('has what only some of the failures violated as a checker that is violated sometimes', () => {
    const more: Finding = {
      checker: 'connects',
      verdict: 'violated',
      message: 'No.',
      evidence: [],
    };
    const worse = { ...storm, findings: [...storm.findings, more] };
    const { baseline } = update([], run(storm, worse, storm));
    expect(baseline.known[0]?.sometimes).toBeUndefined();
    expect(baseline.known[0]?.seen.map((one) => [one.violates, one.sometimes])).toEqual([
      [{ 'one-refresh-per-expiry': expect.any(String) }, { connects: expect.any(String) }],
    ]);
  });

  test('does not take passes of what fails sometimes for a repair', () => {
    const old = known({ sometimes: true });
    const { baseline, told } = update([old], run(passed, { ...passed, attempt: 2 }));
    expect(baseline.known).toEqual([old]);
    expect(told).toEqual([
      'a/b: did not fail in 2 runs on single; kept, for it fails only sometimes.',
    ]);
  });

  test('loses no second entry for one topology', () => {
    const second = known({ seen: ways.slice(1), reason: 'Another cause of failure.' });
    const old = [known({ seen: ways.slice(0, 1) }), second];
    expect(update(old, run(storm)).baseline.known).toEqual(old);
  });
});
