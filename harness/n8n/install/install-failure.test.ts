import sinon from 'sinon';
import { expect, test } from 'vitest';
import { explainFailure } from './install-failure.ts';
import type { PnpmFailure } from './pnpm-reporter.ts';
import type { RegistryAnswer, RegistryView } from './registry-view.ts';
import { NEVER } from './testing/test-support.ts';

const missingPin: PnpmFailure = {
  code: 'ERR_PNPM_NO_MATCHING_VERSION',
  message: 'No matching version found',
  published: [],
  wanted: { name: '@n8n/db', range: '1.0.9' },
  dependent: { name: 'n8n', version: '2.41.3' },
};

function registry(has: readonly string[], dependencies: Record<string, string>): RegistryView {
  return sinon.fake(async (spec: string, field: string): Promise<RegistryAnswer> => {
    if (field === 'dependencies') return { found: true, value: dependencies };
    return has.includes(spec) ? { found: true, value: '' } : { found: false };
  });
}

test('names the first missing pin whichever pnpm met first, and a version that can be had', async () => {
  const view = registry(['@n8n/ai@1.0.0'], {
    '@n8n/db': '1.0.9',
    '@n8n/agents': '0.26.2',
    '@n8n/ai': '1.0.0',
    '@n8n/zzz': '9.9.9',
    '@other/a': '0.0.1',
    '@n8n/aa': '^1.0.0',
  });
  expect(await explainFailure('2.41.3', missingPin, view, NEVER)).toMatchObject({
    message:
      'Could not install n8n 2.41.3: n8n 2.41.3 pins @n8n/agents@0.26.2, which the registry does not have.',
    hint: 'The nearest version that can be installed is 2.41.1.',
    code: 'n8n-not-installable',
    exitCode: 75,
  });
});

test('names the pin pnpm met when the registry says no more', async () => {
  const view: RegistryView = sinon.fake.rejects(new Error('gone'));
  expect((await explainFailure('2.41.3', missingPin, view, NEVER)).message).toContain(
    'n8n 2.41.3 pins @n8n/db@1.0.9, which',
  );
});

test('an unpublished version comes with those near it', async () => {
  const failure: PnpmFailure = {
    code: 'ERR_PNPM_NO_MATCHING_VERSION',
    message: '',
    wanted: { name: 'n8n', range: '2.41.2' },
    published: ['2.40.7', '2.41.0', '2.41.1', '2.41.3', '2.41.10'],
  };
  expect(await explainFailure('2.41.2', failure, registry([], {}), NEVER)).toMatchObject({
    code: 'n8n-unknown-version',
    exitCode: 75,
    message: 'Could not install n8n 2.41.2: no such version is published.',
    hint: '2.41.1 is known to install; published near it: 2.41.10, 2.41.3, 2.41.1, 2.41.0.',
  });
});

test('an unpublished version of an unpublished minor comes with the newest below', async () => {
  const failure: PnpmFailure = {
    code: 'ERR_PNPM_NO_MATCHING_VERSION',
    message: '',
    wanted: { name: 'n8n', range: '9.9.9' },
    published: ['2.40.7', '2.41.3'],
  };
  expect((await explainFailure('9.9.9', failure, registry([], {}), NEVER)).hint).toBe(
    '2.41.1 is known to install; published near it: 2.41.3.',
  );
});

test('an unreachable registry is told as such', async () => {
  const failure: PnpmFailure = {
    code: 'ERR_PNPM_META_FETCH_FAIL',
    message: 'connect ECONNREFUSED',
    published: [],
    wanted: { name: 'n8n', range: '2.41.1' },
  };
  expect(await explainFailure('2.41.1', failure, registry([], {}), NEVER)).toMatchObject({
    code: 'registry-unreachable',
    exitCode: 75,
    message: expect.stringContaining('connect ECONNREFUSED'),
  });
});

test('anything else keeps what pnpm said', async () => {
  const failure: PnpmFailure = {
    code: 'ERR_PNPM_ENOSPC',
    message: 'no space left on device',
    published: [],
  };
  expect((await explainFailure('2.41.1', failure, registry([], {}), NEVER)).message).toBe(
    'Could not install n8n 2.41.1: no space left on device (ERR_PNPM_ENOSPC).',
  );
});
