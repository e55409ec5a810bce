import { expect, test } from 'vitest';
import { identifyProcess, isRunning } from './process-identity.ts';

test('a process is recognised by number and start, not by number alone', async () => {
  const own = await identifyProcess(process.pid);
  if (own === null) throw new Error('our own process was not found');
  expect(await isRunning(own)).toBe(true);
  expect(await isRunning({ ...own, startedAt: `${own.startedAt}0` })).toBe(false);
  expect(await identifyProcess(2 ** 30)).toBeNull();
});
