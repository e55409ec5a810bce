import { describe, expect, it } from 'vitest';
import { groupExecutions } from './group-executions.ts';

describe('groupExecutions', () => {
  it('puts alike endings of one phase together, phases in the order of the run', () => {
    const groups = groupExecutions([
      { phase: 'healed', status: 'success', durationMs: 5 },
      { phase: 'during', status: 'error', error: 'no', durationMs: 30 },
      { phase: 'during', status: 'error', error: 'no', durationMs: 10 },
      { phase: 'during', status: 'error', error: 'other', durationMs: 20 },
    ]);
    expect(groups).toEqual([
      { phase: 'during', status: 'error', error: 'no', count: 2, shortestMs: 10, longestMs: 30 },
      { phase: 'during', status: 'error', error: 'other', count: 1, shortestMs: 20, longestMs: 20 },
      {
        phase: 'healed',
        status: 'success',
        error: undefined,
        count: 1,
        shortestMs: 5,
        longestMs: 5,
      },
    ]);
  });
});
