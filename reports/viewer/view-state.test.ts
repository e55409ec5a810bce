import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_VIEW, formatView, parseView, type ViewState } from './view-state.ts';

const view: fc.Arbitrary<ViewState> = fc.record({
  query: fc.string(),
  verdict: fc.string(),
  theme: fc.string(),
  target: fc.string(),
  change: fc.string(),
  scenario: fc.string(),
  on: fc.string(),
  event: fc.nat(),
});

describe('the address', () => {
  it('keeps the whole view', () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(parseView(formatView(state))).toEqual(state);
      }),
    );
  });

  it('opens a scenario by its bare name', () => {
    expect(parseView('#rotation/concurrent-refresh')).toEqual({
      ...EMPTY_VIEW,
      scenario: 'rotation/concurrent-refresh',
    });
  });

  it('stays readable', () => {
    expect(formatView({ ...EMPTY_VIEW, scenario: 'rotation/concurrent-refresh', event: 7 })).toBe(
      '#scenario=rotation/concurrent-refresh&event=7',
    );
  });

  it('takes nonsense for nothing', () => {
    expect(parseView('#event=-3&foo=bar')).toEqual(EMPTY_VIEW);
    expect(parseView('#%E0%A4%A')).toEqual({ ...EMPTY_VIEW, scenario: '%E0%A4%A' });
  });
});
