import sinon from 'sinon';
import { expect, test } from 'vitest';
import type { RegistryView } from './registry-view.ts';
import { requirePublished } from './require-published.ts';
import { temporaryCache } from './testing/test-support.ts';

const { signal } = new AbortController();

const registry = (...versions: readonly string[]) =>
  sinon.fake.resolves<Parameters<RegistryView>, ReturnType<RegistryView>>({
    found: true,
    value: versions,
  });

test('a version that the registry does not have is refused, with those near it', async () => {
  await using temporary = await temporaryCache();
  const view = registry('2.40.7', '2.41.3');
  await expect(
    requirePublished('99.1.1', signal, { cache: temporary.cache, view }),
  ).rejects.toMatchObject({
    code: 'n8n-unknown-version',
    exitCode: 75,
    message: 'Could not install n8n 99.1.1: no such version is published.',
    hint: expect.stringContaining('published near it: 2.41.3') as unknown,
  });
});

test('a version that the registry has can be had', async () => {
  await using temporary = await temporaryCache();
  const view = registry('2.40.7', '99.1.1');
  await requirePublished('99.1.1', signal, { cache: temporary.cache, view });
  expect(view.callCount).toBe(1);
});

test.each(['2.41.1', 'latest', '1.x', 'path:/somewhere'])(
  'the registry is not asked about %s',
  async (text) => {
    await using temporary = await temporaryCache();
    const view = registry();
    await requirePublished(text, signal, { cache: temporary.cache, view });
    expect(view.callCount).toBe(0);
  },
);
