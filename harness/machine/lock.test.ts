import { mkdir, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import sinon from 'sinon';
import { expect, test } from 'vitest';
import { NEVER, temporaryCache } from '../n8n/install/testing/test-support.ts';
import { holdLock } from './lock.ts';

test('the second waits for the first and is told so once', async () => {
  await using temporary = await temporaryCache();
  const first = await holdLock(temporary.cache, 'x', NEVER);
  const onWait = sinon.spy();
  const order: string[] = [];
  const second = holdLock(temporary.cache, 'x', NEVER, onWait).then(
    (lock) => (order.push('second'), lock),
  );
  await expect.poll(() => onWait.callCount).toBe(1);
  order.push('first done');
  await first[Symbol.asyncDispose]();
  await (await second)[Symbol.asyncDispose]();
  expect(order).toEqual(['first done', 'second']);
  sinon.assert.calledOnce(onWait);
});

test('locks of other names do not wait', async () => {
  await using temporary = await temporaryCache();
  const onWait = sinon.spy();
  await using _first = await holdLock(temporary.cache, 'x', NEVER, onWait);
  await using _second = await holdLock(temporary.cache, 'y', NEVER, onWait);
  sinon.assert.notCalled(onWait);
});

test('waiting ends with the signal', async () => {
  await using temporary = await temporaryCache();
  await using _first = await holdLock(temporary.cache, 'x', NEVER);
  const abort = new AbortController();
  await expect(holdLock(temporary.cache, 'x', abort.signal, () => abort.abort())).rejects.toThrow(
    /abort/i,
  );
});

test('a lock whose holder was killed is taken over', async () => {
  await using temporary = await temporaryCache();
  const abandoned = join(temporary.cache.locks, 'x.lock');
  await mkdir(abandoned, { recursive: true });
  const longAgo = new Date(Date.now() - 60_000);
  await utimes(abandoned, longAgo, longAgo);
  const onWait = sinon.spy();
  await using _lock = await holdLock(temporary.cache, 'x', NEVER, onWait);
  sinon.assert.notCalled(onWait);
});
