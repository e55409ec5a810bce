import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeScale } from './time-scale.ts';

const moments = fc.array(fc.nat({ max: 3_600_000 }), { maxLength: 60 });

describe('createTimeScale', () => {
  it('never goes back and never leaves the drawing', () => {
    fc.assert(
      fc.property(
        moments,
        fc.constantFrom('time' as const, 'spread' as const),
        fc.array(fc.nat({ max: 4_000_000 }), { maxLength: 20 }),
        (at, mode, asked) => {
          const scale = createTimeScale(at, 900, mode);
          const xs = asked.toSorted((a, b) => a - b).map((ms) => scale.x(ms));
          xs.forEach((x, index) => {
            expect(x).toBeGreaterThanOrEqual(xs[index - 1] ?? 0);
            expect(x).toBeLessThanOrEqual(900);
          });
        },
      ),
    );
  });

  it('stays inside although the widths of its pieces add up to a hair more', () => {
    expect(createTimeScale([421, 21, 821, 1221, 1621], 900).x(1_622)).toBeLessThanOrEqual(900);
  });

  it('leaves a long idle stretch out and says how long it was', () => {
    const scale = createTimeScale([0, 10, 20, 12_020, 12_040], 900);
    expect(scale.breaks.map(({ ms }) => ms)).toEqual([12_000]);
    expect(scale.x(12_020) - scale.x(20)).toBeLessThan(50);
    expect(scale.x(20)).toBeGreaterThan(300);
  });

  it('draws evenly when nothing is idle', () => {
    const scale = createTimeScale(
      Array.from({ length: 101 }, (_, index) => index * 10),
      1_000,
    );
    expect(scale.breaks).toEqual([]);
    expect(scale.x(500)).toBeCloseTo(500);
  });

  it('gives a burst more room when it is asked to', () => {
    const at = [0, 1_000, 1_010, 1_020, 2_000];
    expect(
      createTimeScale(at, 1_000, 'spread').x(1_020) - createTimeScale(at, 1_000, 'spread').x(1_000),
    ).toBeGreaterThan(60);
  });

  it('keeps tick labels apart and inside', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom('time' as const, 'spread' as const), (at, mode) => {
        const { ticks } = createTimeScale(at, 900, mode);
        ticks.forEach(({ x }, index) => {
          expect(x).toBeLessThan(900 - 40);
          if (index > 0) expect(x - (ticks[index - 1]?.x ?? 0)).toBeGreaterThan(60);
        });
      }),
    );
  });
});
