import { describe, expect, it } from 'vitest';
import { History } from '../../harness/model/history.ts';
import { sampleRun, unfinishedRun } from '../testing/sample-run.ts';
import { searchIn } from './search-results.ts';
import { selectRows, themesOf } from './select-rows.ts';
import { EMPTY_VIEW, type ViewState } from './view-state.ts';

const { results, histories } = sampleRun();
const search = searchIn(({ history = '' }) => {
  const events = histories.get(history);
  return events === undefined ? undefined : new History(events);
});
const names = (view: Partial<ViewState>): string[] =>
  selectRows(results, { ...EMPTY_VIEW, ...view }, search).map(({ name }) => name);

describe('selectRows', () => {
  it('lists everything without a filter', () => {
    expect(names({})).toHaveLength(6);
  });

  it('searches names, summaries and findings, every word of the query', () => {
    expect(names({ query: 'SPENT family' })).toEqual(['rotation/concurrent-refresh']);
    expect(names({ query: 'Retry-After wait' })).toEqual(['throttle/token-endpoint-429']);
    expect(names({ query: 'nothing like it' })).toEqual([]);
  });

  it('finds an error in whatever was recorded, and says where', () => {
    const [row, ...more] = selectRows(
      results,
      { ...EMPTY_VIEW, query: '"refresh token is invalid, expired, revoked".' },
      search,
    );
    expect(row?.name).toBe('rotation/concurrent-refresh');
    expect(row?.found?.hit).toMatchObject({
      place: 'error of an execution',
      text: expect.stringContaining('or refresh token is invalid'),
    });
    expect(more.length).toBeLessThan(3);
    const [event] = selectRows(results, { ...EMPTY_VIEW, query: '504 SIGKILL' }, search);
    expect(event).toBeUndefined();
  });

  it('leads to the event that holds the text', () => {
    const rows = selectRows(
      results,
      { ...EMPTY_VIEW, query: 'ledger access token issued' },
      search,
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { found } of rows) expect(found?.hit.event).toBeGreaterThan(0);
  });

  it('puts what regressed first, then failures, and what passes last', () => {
    expect(names({})).toEqual([
      'rotation/concurrent-refresh',
      'reply/reset-after-commit',
      'clock/n8n-ahead',
      'throttle/token-endpoint-429',
      'control/no-fault',
      'revocation/refresh-token-revoked',
    ]);
    const turned = { ...results, targets: results.targets.toReversed() };
    const [first] = selectRows(turned, EMPTY_VIEW, search);
    expect(first).toMatchObject({ name: 'rotation/concurrent-refresh', change: 'regressed' });
  });

  it('filters by change, between targets and against the baseline', () => {
    expect(names({ change: 'fixed' })).toEqual(['rotation/concurrent-refresh']);
    expect(names({ change: 'regressed' })).toEqual([]);
    expect(names({ change: 'same' })).toContain('control/no-fault');
    expect(names({ change: 'unlisted' })).toEqual(['clock/n8n-ahead']);
  });

  it('filters by verdict as a reader sees it', () => {
    expect(names({ verdict: 'fail' })).toEqual(['rotation/concurrent-refresh']);
    expect(names({ verdict: 'known' })).toEqual(['throttle/token-endpoint-429']);
    expect(names({ verdict: 'fixed' })).toEqual(['clock/n8n-ahead']);
  });

  it('lists what was planned and did not run, and filters by that', () => {
    const all = unfinishedRun('interruption');
    const rows = (view: Partial<ViewState>): string[] =>
      selectRows(all, { ...EMPTY_VIEW, ...view }, search).map(({ name }) => name);
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
    const rows = selectRows(
      results,
      { ...EMPTY_VIEW, target: '2.41.1', query: 'concurrent' },
      search,
    );
    expect(rows[0]?.cells.map(({ target }) => target)).toEqual(['2.41.1']);
    expect(rows[0]?.change).toBe('fixed');
    expect(names({ target: '2.41.1', verdict: 'fail' })).toEqual([]);
  });
});
