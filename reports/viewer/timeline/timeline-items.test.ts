import { describe, expect, it } from 'vitest';
import { neighbour, type TimelineItem } from './timeline-items.ts';

const item = (key: string, x: number, y: number): TimelineItem => ({ key, n: 1, text: '', x, y });
const [a, b, c] = [item('a', 0, 0), item('b', 10, 20), item('c', 30, 0)];
const items = [a, b, c];

describe('neighbour', () => {
  it('walks in time with left and right, and stops at the ends', () => {
    expect(neighbour(items, a, 'ArrowRight')).toBe(b);
    expect(neighbour(items, c, 'ArrowLeft')).toBe(b);
    expect(neighbour(items, c, 'ArrowRight')).toBeUndefined();
  });

  it('goes to the nearest of another row with up and down', () => {
    expect(neighbour(items, a, 'ArrowDown')).toBe(b);
    expect(neighbour(items, b, 'ArrowUp')).toBe(a);
    expect(neighbour(items, a, 'ArrowUp')).toBeUndefined();
  });

  it('jumps to either end and leaves other keys alone', () => {
    expect(neighbour(items, b, 'End')).toBe(c);
    expect(neighbour(items, b, 'Home')).toBe(a);
    expect(neighbour(items, b, 'x')).toBeUndefined();
  });
});
