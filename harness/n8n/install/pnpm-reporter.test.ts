import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PnpmReporter } from './pnpm-reporter.ts';

const line = (record: unknown): string => JSON.stringify(record);
const progress = (status: string): string => line({ name: 'pnpm:progress', status });

test('counts packages phase by phase', () => {
  const reporter = new PnpmReporter();
  for (const status of ['resolved', 'resolved', 'resolved']) reporter.read(progress(status));
  expect(reporter.state).toMatchObject({ phase: 'resolving', packages: 3 });
  reporter.read(line({ name: 'pnpm:stage', stage: 'importing_started' }));
  for (const status of ['fetched', 'found_in_store']) reporter.read(progress(status));
  expect(reporter.state).toMatchObject({ phase: 'fetching packages', packages: 2 });
  reporter.read(progress('imported'));
  expect(reporter.state).toMatchObject({ phase: 'linking', packages: 1, failure: null });
});

test('takes the first error, with what was wanted and by whom', () => {
  const reporter = new PnpmReporter();
  reporter.read(
    line({
      level: 'error',
      name: 'pnpm',
      code: 'ERR_PNPM_NO_MATCHING_VERSION',
      err: { message: 'No matching version' },
      package: { name: '@n8n/agents', bareSpecifier: '0.26.2' },
      pkgsStack: [{ name: 'n8n', version: '2.41.3' }],
      packageMeta: { versions: { '0.26.1': {} } },
    }),
  );
  reporter.read(
    line({ level: 'error', name: 'pnpm', code: 'ERR_LATER', err: { message: 'later' } }),
  );
  expect(reporter.state.failure).toEqual({
    code: 'ERR_PNPM_NO_MATCHING_VERSION',
    message: 'No matching version',
    published: ['0.26.1'],
    wanted: { name: '@n8n/agents', range: '0.26.2' },
    dependent: { name: 'n8n', version: '2.41.3' },
  });
});

test('an unknown line changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const reporter = new PnpmReporter();
      expect(reporter.read(text)).toBe(false);
      expect(reporter.state).toEqual({ phase: 'resolving', packages: 0, failure: null });
    }),
  );
});
