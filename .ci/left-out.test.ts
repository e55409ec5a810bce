import { expect, it } from 'vitest';
import { leftOut, leftOutUnlessCi } from './left-out.ts';

const LEFT_OUT = {
  passed: 0,
  failed: 0,
  failures: [],
  skipped: [],
  note: 'left out: no Chromium.',
};

it('says why a level is left out, and counts nothing', () => {
  expect(leftOut('Browser tests', 'no Chromium.')).toEqual(LEFT_OUT);
});

it('takes what CI has to have for a failure there, and only there', () => {
  const missing = (env: Readonly<Record<string, string>>) =>
    leftOutUnlessCi('Browser tests', 'no Chromium.', env);
  expect(missing({ CI: 'true' })).toEqual({
    ...LEFT_OUT,
    failed: 1,
    failures: ['Browser tests: no Chromium.'],
  });
  expect(missing({ CI: '' })).toEqual(LEFT_OUT);
  expect(missing({})).toEqual(LEFT_OUT);
});
