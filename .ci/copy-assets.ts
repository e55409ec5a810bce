import { cpSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Part of `npm run build`: copies files that the built code reads from its own folder and that the
 * compiler does not copy.
 */
const root = dirname(import.meta.dirname);
const dist = join(root, process.argv[2] ?? 'dist');

for (const file of globSync('{harness,mock-provider,scenarios}/**/*.{json,cjs,yaml}', {
  cwd: root,
  // What only tests read is left out, as the compiler leaves it out.
  exclude: ['**/testing/**'],
}))
  cpSync(join(root, file), join(dist, file));
