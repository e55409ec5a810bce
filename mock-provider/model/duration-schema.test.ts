import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delaySchema, durationSchema, waitSchema } from './duration-schema.ts';
import { isDuration, LONGEST_MS, LONGEST_WAIT_MS, toMs } from './duration.ts';

const UNITS = ['ms', 's', 'm', 'h', 'd', 'y'] as const;
const text = fc.oneof(
  fc.string(),
  fc.tuple(fc.double(), fc.constantFrom(...UNITS, '', 'w')).map(([n, unit]) => `${n}${unit}`),
  fc.tuple(fc.bigInt(), fc.constantFrom(...UNITS)).map(([n, unit]) => `${n}${unit}`),
);

describe('durationSchema', () => {
  it.each(['0ms', '0.5s', '30s', '90d', '1000y'])('takes %s', (duration) => {
    expect(durationSchema.parse(duration)).toBe(duration);
  });

  it.each([
    ['a negative one', '-5s'],
    ['an exponent', '1e9s'],
    ['an infinite one', 'Infinitys'],
    ['a number without unit', '10'],
    ['a blank before the unit', '10 s'],
    ['a fraction of nothing', '.5s'],
  ])('refuses %s', (_, duration) => {
    const { error } = durationSchema.safeParse(duration);
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.message).toMatch(/^".{1,40}…? is not a duration; write a number and/);
    expect(isDuration(duration)).toBe(false);
    expect(() => toMs(duration as '1s')).toThrow(RangeError);
  });

  it.each(['1001y', `${'9'.repeat(20)}y`, `${'9'.repeat(400)}ms`])(
    'refuses %s as too long',
    (all) => {
      const { error } = durationSchema.safeParse(all);
      expect(error?.issues.map(({ message }) => message)).toEqual([
        expect.stringMatching(/^".{1,40}…? is longer than 1000y, the longest duration there is$/),
      ]);
      expect(isDuration(all)).toBe(false);
      expect(() => toMs(all as '1s')).toThrow(RangeError);
    },
  );

  it('takes exactly what toMs turns into milliseconds between 0 and 1000y', () => {
    fc.assert(
      fc.property(text, (candidate) => {
        const taken = durationSchema.safeParse(candidate).success;
        expect(taken).toBe(isDuration(candidate));
        if (!isDuration(candidate)) return;
        const ms = toMs(candidate);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(LONGEST_MS);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('waitSchema', () => {
  it('takes what a timer can wait', () => {
    expect(waitSchema.parse('24d')).toBe('24d');
    expect(LONGEST_WAIT_MS).toBeLessThan(2 ** 31);
  });

  it('refuses what a timer would not wait at all', () => {
    const { error } = waitSchema.safeParse('25d');
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'is longer than 24d, the longest that can be waited for in real time',
    ]);
  });

  it('tells one problem about what is no duration', () => {
    expect(waitSchema.safeParse('-5s').error?.issues).toHaveLength(1);
  });
});

describe('delaySchema', () => {
  it('takes a delay, and refuses none and one without end', () => {
    expect(delaySchema.parse('1ms')).toBe('1ms');
    expect(delaySchema.safeParse('0s').error?.issues).toMatchObject([{ message: 'is no delay' }]);
    expect(delaySchema.safeParse('25d').success).toBe(false);
  });
});
