import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../model/baseline.ts';
import { defectsIn } from '../defects.ts';
import { fact } from '../snapshot/fact.ts';
import { look } from '../testing/sample-snapshot.ts';
import { knownDefects } from './known-defects.ts';
import { queueLock } from './queue-lock.ts';

type Entry = Baseline['known'][number];

const entry = (
  scenario: string,
  reason: string,
  outcome: Entry['seen'][number]['outcome'],
  topologies?: Entry['topologies'],
): Entry => ({
  scenario,
  reason,
  seen: [{ outcome, recovery: 'none', violates: { any: 'x' } }],
  ...(topologies === undefined ? {} : { topologies }),
});

const STORM = 'No single flight: every execution refreshes for itself. Fixed in 2.30.0.';
const LOCK = 'There is no lock between workers. Fixed in 2.30.0.';
const WAIT = 'A worker that waited refreshes without the lock.';
const WORDS = 'The error says too little, and nobody knows.';

const baselines: readonly Baseline[] = [
  {
    schemaVersion: 2,
    n8n: '2.41.1',
    known: [
      entry('queue/refresh-slower-than-lock', WAIT, 'dead', ['queue']),
      entry('rotation/late', WORDS, 'invariant violated'),
    ],
  },
  {
    schemaVersion: 2,
    n8n: '2.30.0',
    known: [entry('rotation/late', WORDS, 'invariant violated', ['single'])],
  },
  {
    schemaVersion: 2,
    n8n: '1.123.81',
    known: [
      entry('rotation/concurrent-refresh', STORM, 'dead'),
      entry('rotation/grace', STORM.replace('every', 'each'), 'refresh storm', ['single']),
      entry('rotation/late', WORDS, 'invariant violated'),
      entry('reply/odd', 'A page is no JSON, and says so.', 'invariant violated'),
      entry('queue/concurrent-refresh', LOCK, 'dead', ['queue']),
      entry('queue/refresh-slower-than-lock', WAIT, 'dead', ['queue']),
    ],
  },
];
const defects = defectsIn(baselines);
const on = (version: string, topology: 'single' | 'queue' = 'single') => ({
  version: fact(version),
  topology: fact(topology),
});

describe('known-defects', () => {
  it('names what a newer version has mended, one finding a cause, and in which', () => {
    expect(look(knownDefects, on('1.123.81'), { defects }).found).toMatchObject([
      {
        severity: 'error',
        what: 'No single flight.',
        where: { n8n: '1.123.81' },
        why: '2 scenarios fail by it: dead, refresh storm.',
        scenario: 'rotation/concurrent-refresh',
        todo: 'Update n8n to 2.30.0 or newer.',
      },
      {
        severity: 'warning',
        what: 'A page is no JSON.',
        todo: expect.stringContaining('Update n8n to 2.41.1 or newer; whether an older one'),
      },
    ]);
  });

  it('of a version between two that were tried, says on which it was seen', () => {
    expect(look(knownDefects, on('2.10.0'), { defects }).found).toMatchObject([
      {
        severity: 'error',
        why: expect.stringContaining('on 1.123.81, the nearest version tried:'),
      },
      { severity: 'warning', why: expect.stringContaining('so that it may be mended here') },
    ]);
    expect(look(knownDefects, on('2.30.0'), { defects }).found).toEqual([]);
  });

  it('finds nothing that no version has mended', () => {
    expect(look(knownDefects, on('2.41.1'), { defects })).toMatchObject({ lookedAt: 1, found: [] });
    expect(look(knownDefects, on('2.99.0'), { defects }).found).toEqual([]);
  });

  it('knows nothing of a version older than all that were tried', () => {
    expect(look(knownDefects, on('1.72.1'), { defects })).toMatchObject({
      lookedAt: 0,
      unseen: [{ because: 'no version as old as 1.72.1 was tried' }],
    });
  });
});

describe('queue-lock', () => {
  it('misses a lock, also on a version that was tried without a queue', () => {
    for (const version of ['1.123.81', '2.27.4'])
      expect(look(queueLock, on(version, 'queue'), { defects }).found).toMatchObject([
        { severity: 'error', scenario: 'queue/concurrent-refresh', where: { n8n: version } },
      ]);
  });

  it('warns of a lock that does not hold', () => {
    expect(look(queueLock, on('2.41.1', 'queue'), { defects }).found).toMatchObject([
      {
        severity: 'warning',
        scenario: 'queue/refresh-slower-than-lock',
        why: WAIT,
        todo: expect.stringContaining('No version tried so far is better.'),
      },
    ]);
  });

  it('of a version between two that were tried, says what both have', () => {
    expect(look(queueLock, on('2.35.0', 'queue'), { defects }).found).toMatchObject([
      {
        severity: 'warning',
        scenario: 'queue/refresh-slower-than-lock',
        why: expect.stringContaining('Seen on 2.41.1, the nearest version tried.'),
      },
    ]);
  });

  it('has nothing to look at where there is no queue', () => {
    expect(look(queueLock, on('1.123.81'), { defects })).toEqual({
      lookedAt: 0,
      found: [],
      unseen: [],
    });
  });
});
