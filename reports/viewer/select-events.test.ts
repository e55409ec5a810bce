import { describe, expect, it } from 'vitest';
import { History } from '../../harness/model/history.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { eventLines, selectEvents } from './select-events.ts';

const lines = eventLines(
  new History(
    sampleRun().histories.get('targets/1.123.81/rotation__concurrent-refresh/history.ndjson') ?? [],
  ),
);
const ALL = { query: '', kinds: new Set<never>(), troubleOnly: false };

describe('selectEvents', () => {
  it('shows everything without a filter', () => {
    expect(selectEvents(lines, ALL, 0)).toEqual(lines);
  });

  it('filters by words, kinds and trouble', () => {
    expect(selectEvents(lines, { ...ALL, query: 'ledger presented again' }, 0)).toHaveLength(7);
    expect(
      selectEvents(lines, { ...ALL, kinds: new Set(['execution']) }, 0).every(
        ({ kind }) => kind === 'execution',
      ),
    ).toBe(true);
    expect(
      selectEvents(lines, { ...ALL, kinds: new Set(['execution']), troubleOnly: true }, 0),
    ).toHaveLength(20);
  });

  it('always shows the selected event, or a reader who follows a number would not arrive', () => {
    expect(
      selectEvents(lines, { ...ALL, query: 'nothing like it' }, 63).map(({ event }) => event.n),
    ).toEqual([63]);
  });
});
