import type { N8nOptions } from 'n8n-oauth-chaos/vitest';
import { defineConfig } from 'vitest/config';

/** `ACME=wrong npm test` tries the wrong node. */
const node = process.env['ACME'] ?? 'fixed';
const version = process.env['ACME_N8N'] ?? '2.41.1';

export default defineConfig({
  test: {
    include: ['*.test.mts'],
    // The first test also waits for n8n to start.
    testTimeout: 300_000,
    provide: { n8nOptions: { version, nodes: ['credentials', node] } satisfies N8nOptions },
  },
});
