import { cpSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Part of `npm run build`: files that the built code reads beside itself and that the compiler
 * leaves behind.
 */
const root = dirname(import.meta.dirname);
const dist = join(root, process.argv[2] ?? 'dist');

for (const file of globSync('{harness,mock-provider,scenarios}/**/*.{json,cjs,yaml}', {
  cwd: root,
}))
  cpSync(join(root, file), join(dist, file));
