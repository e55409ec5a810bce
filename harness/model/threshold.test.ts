import { describe, expect, it } from 'vitest';
import { readThreshold } from './threshold.ts';

const holds = (metric: string, expression: string, observed: number): boolean => {
  const read = readThreshold(metric, expression);
  if (typeof read === 'string') throw new Error(read);
  return read.holds(observed);
};

describe('a threshold in the syntax of k6', () => {
  it.each([
    ['http_req_failed', 'rate<0.01', 0.009, 0.01],
    ['http_req_failed', 'rate <= 0.01', 0.01, 0.011],
    ['http_req_duration', 'p(95)<2000', 1_999, 2_000],
    ['http_req_duration', 'p(99.9) > 1', 2, 1],
    ['refreshes_per_expiry', 'max<=1', 1, 2],
    ['expiries', 'count>=3', 3, 2],
    ['http_reqs', 'rate===20', 20, 19],
    ['token_requests_per_1000_calls', 'value!=0', 1, 0],
  ])('%s: %s holds for %d and not for %d', (metric, expression, good, bad) => {
    expect(holds(metric, expression, good)).toBe(true);
    expect(holds(metric, expression, bad)).toBe(false);
  });

  it.each([
    ['http_req_faild', 'rate<0.01', 'no metric'],
    ['toString', 'rate<0.01', 'no metric'],
    ['http_req_failed', 'rate', 'no threshold'],
    ['http_req_failed', 'rate<1%', 'no threshold'],
    ['http_req_failed', 'rate<0.01 && rate>0', 'no threshold'],
    ['http_req_failed', 'p(95)<1', 'cannot be asked'],
    ['http_req_duration', 'rate<1', 'cannot be asked'],
    ['http_req_duration', 'p(101)<1', 'no percentile'],
    ['http_req_duration', 'p(9.9.9)<1', 'cannot be asked'],
  ])('%s: %s is refused', (metric, expression, says) => {
    expect(readThreshold(metric, expression)).toContain(says);
  });
});
