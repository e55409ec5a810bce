import { defineConfig } from '@playwright/test';
import type { FixtureOptions } from 'n8n-oauth-chaos/playwright';

/** `ACME=wrong npm run test:playwright` tries the wrong node. */
const node = process.env['ACME'] ?? 'fixed';
const version = process.env['ACME_N8N'] ?? '2.41.1';

export default defineConfig<FixtureOptions>({
  testMatch: '*.spec.mts',
  timeout: 60_000,
  use: { n8nOptions: { version, nodes: ['credentials', node] } },
});
