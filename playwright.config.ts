import { defineConfig } from '@playwright/test';
import { CHROMIUM_FLAGS, findChromium } from './.ci/find-chromium.ts';

const chromium = findChromium();

/**
 * The level `browser`: pages in the Chromium of this machine; none is downloaded. A test that
 * failed leaves a trace in `test-results/`.
 */
export default defineConfig({
  testMatch: '{mock-provider,harness,scenarios,reports}/**/*.browser.test.ts',
  outputDir: 'test-results',
  globalSetup: './.ci/build-pages.ts',
  fullyParallel: true,
  // Each worker has a Chromium, which computes as much as the test does.
  workers: 2,
  retries: 0,
  forbidOnly: (process.env['CI'] ?? '') !== '',
  // Limits against tests that never end. A slow machine must not reach them.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  use: {
    browserName: 'chromium',
    launchOptions: {
      args: [...CHROMIUM_FLAGS],
      ...(chromium === undefined ? {} : { executablePath: chromium }),
    },
    viewport: { width: 1280, height: 900 },
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    // Filming takes a quarter of the level's time. A trace shows the page at every step without it.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
  },
});
