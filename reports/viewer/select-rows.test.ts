import { describe, expect, it } from 'vitest';
import { sampleRun, unfinishedRun } from '../testing/sample-run.ts';
import { selectRows, themesOf } from './select-rows.ts';
import { EMPTY_VIEW, type ViewState } from './view-state.ts';

const { results } = sampleRun();
const names = (view: Partial<ViewState>): string[] =>
  selectRows(results, { ...EMPTY_VIEW, ...view }).map(({ name }) => name);

describe('selectRows', () => {
  it('lists everything without a filter', () => {
    expect(names({})).toHaveLength(6);
  });

  it('searches names, summaries and findings, every word of the query', () => {
    expect(names({ query: 'SPENT family' })).toEqual(['rotation/concurrent-refresh']);
    expect(names({ query: 'Retry-After wait' })).toEqual(['throttle/token-endpoint-429']);
    expect(names({ query: 'nothing like it' })).toEqual([]);
  });

  it('filters by verdict as a reader sees it', () => {
    expect(names({ verdict: 'fail' })).toEqual(['rotation/concurrent-refresh']);
    expect(names({ verdict: 'known' })).toEqual(['throttle/token-endpoint-429']);
    expect(names({ verdict: 'fixed' })).toEqual(['clock/n8n-ahead']);
  });

  it('lists what was planned and did not run, and filters by that', () => {
    const all = unfinishedRun('interruption');
    const rows = (view: Partial<ViewState>): string[] =>
      selectRows(all, { ...EMPTY_VIEW, ...view }).map(({ name }) => name);
    expect(rows({})).toHaveLength(7);
    expect(rows({ verdict: 'not-run' })).toEqual(['queue/never-run']);
    expect(rows({ query: 'never-run', target: '2.41.1' })).toEqual(['queue/never-run']);
    expect(rows({ verdict: 'pass' })).not.toContain('queue/never-run');
    expect(themesOf(all)).toContain('queue');
  });

  it('filters by theme', () => {
    expect(themesOf(results)).toContain('throttle');
    expect(names({ theme: 'throttle' })).toEqual(['throttle/token-endpoint-429']);
  });

  it('leaves only the column of the target asked for, and still knows what changed', () => {
    const rows = selectRows(results, { ...EMPTY_VIEW, target: '2.41.1', query: 'concurrent' });
    expect(rows[0]?.cells.map(({ target }) => target)).toEqual(['2.41.1']);
    expect(rows[0]?.change).toBe('fixed');
    expect(names({ target: '2.41.1', verdict: 'fail' })).toEqual([]);
  });
});
