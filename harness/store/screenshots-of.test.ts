import { expect, it } from 'vitest';
import type { HistoryEvent } from '../model/event.ts';
import { screenshotsOf } from './screenshots-of.ts';

const picture = (n: number, rest: { file?: string; withheld?: string[] }): HistoryEvent => ({
  n,
  at: n,
  type: 'screenshot',
  credential: 'main',
  moment: 'after',
  ...rest,
});

it('lists what was kept, from the folder of the run', () => {
  const events = [
    picture(1, { file: 'screenshots/1-after.png' }),
    picture(2, { withheld: ['client secret of main'] }),
  ];
  expect(screenshotsOf(events, '2.41.1/guide__x/history.ndjson')).toEqual({
    screenshots: [
      { credential: 'main', moment: 'after', file: '2.41.1/guide__x/screenshots/1-after.png' },
    ],
  });
});

it('has nothing to say of a run without pictures', () => {
  expect(screenshotsOf([], 'history.ndjson')).toEqual({});
});
