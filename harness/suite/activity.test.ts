import { expect, test } from 'vitest';
import { Activity } from './activity.ts';

test('wall time goes to the client first, to waiting only when every scenario waits, and to the harness otherwise', () => {
  let now = 0;
  const activity = new Activity(() => now);
  const pass = (ms: number) => (now += ms);
  pass(5);
  activity.running(1);
  pass(10);
  activity.executing(1);
  activity.executing(1);
  pass(100);
  activity.executing(-1);
  pass(20);
  activity.executing(-1);
  activity.running(1);
  activity.waiting(1);
  pass(7);
  activity.waiting(1);
  pass(50);
  activity.waiting(-1);
  activity.waiting(-1);
  activity.running(-1);
  activity.running(-1);
  pass(1000);
  expect(activity.totals()).toEqual({ busyMs: 120, waitingMs: 50, ownMs: 17 });
});
