import { describe, expect, it } from 'vitest';
import { formatDuration, formatMoment } from './format-duration.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_000, '1.0 s'],
    [59_949, '59.9 s'],
    [59_990, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [3_780_000, '1 h 03 min'],
    [273_600_000, '3 d 4 h'],
    [-500, '−500 ms'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatMoment', () => {
  it('counts seconds from the beginning', () => {
    expect(formatMoment(75_004)).toBe('+75.004 s');
  });
});
