import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './.ci/longest-first.ts';

const SELF_TEST = 'harness/testing/self-test/*.test.ts';

/**
 * A limit against tests that never end. A slow machine, or a raised number of cases, must not reach
 * it.
 */
const NEVER_ENDS_MS = process.env['OAUTH_CHAOS_FUZZ'] === undefined ? 300_000 : 6 * 3_600_000;

/**
 * Levels, told apart by file name: unit and contract (no n8n), the self-test (OAuth clients in the
 * place of n8n), `*.e2e.test.ts` (real n8n); the package as it is installed; docker-compose.yml and
 * the Dockerfile (Docker, and images that may have to be made or pulled first).
 * `*.browser.test.ts` (Chromium) are run by Playwright.
 */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '*.test.ts',
            '{mock-provider,harness,scenarios,reports}/**/*.test.ts',
            '.ci/*.test.ts',
          ],
          exclude: [
            '**/*.e2e.test.ts',
            '**/*.browser.test.ts',
            '**/node_modules/**',
            'dist/**',
            SELF_TEST,
          ],
          testTimeout: NEVER_ENDS_MS,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 60_000 } },
          // Tests wait for half of their time; Vitest alone would leave a core idle.
          maxWorkers: availableParallelism() + 1,
        },
      },
      {
        test: {
          name: 'self-test',
          include: [SELF_TEST],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          setupFiles: ['harness/testing/self-test/after-each-file.ts'],
          // What all files import takes longer to read than some of them take to run.
          isolate: false,
          // Node reads TypeScript by itself, without a transform that every worker waits for.
          experimental: { viteModuleRunner: false, nodeLoader: false },
          maxWorkers: 4,
          // Clients wait for each other and for the provider far longer than they compute.
          maxConcurrency: 32,
        },
      },
      {
        test: {
          name: 'package',
          include: ['.ci/package/*.test.ts'],
          exclude: ['**/*.e2e.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: [
            '*.e2e.test.ts',
            '.ci/package/*.e2e.test.ts',
            '{mock-provider,harness,scenarios,reports}/**/*.e2e.test.ts',
          ],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      ...['compose', 'image'].map((folder) => ({
        test: {
          name: folder,
          include: [`${folder}/**/*.e2e.test.ts`],
          // Each of them starts several n8n at once.
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 900_000,
        },
      })),
    ],
  },
});
