import { join } from 'node:path';
import { build } from 'vite';
import { root } from './execute.ts';

const PAGES = ['reports/viewer', 'mock-provider/console'];

/**
 * Runs before the browser tests. Builds the pages from the current sources, in the places where
 * the reporter and the provider read them.
 */
export default async function buildPages(): Promise<void> {
  for (const page of PAGES)
    await build({
      configFile: join(root, page, 'vite.config.ts'),
      logLevel: 'error',
      // Somebody else may be reading the page meanwhile.
      build: { emptyOutDir: false },
    });
}
