import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const { scripts, exports, bin, files } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
  readonly files: readonly string[];
};

/** What a script does, with the scripts that it runs written out. */
const writtenOut = (script: string): string =>
  script.replaceAll(/npm run ([\w:-]+)/g, (_, name: string) => writtenOut(scripts[name] ?? ''));

// npm runs `prepare` when it installs from git, where nothing that is built lies.
test('an installation from git builds whatever the package exports', () => {
  const prepare = writtenOut(scripts['prepare'] ?? '');
  const exported = Object.values(exports).map((one) =>
    typeof one === 'string' ? one : one.default,
  );
  const built = exported.filter((file) => file.startsWith('./dist/'));
  expect(built.length).toBeGreaterThan(2);
  for (const file of built) {
    const source = file.replace('dist/', '').replace('/*.', '/**/*.').replace(/\.js$/, '.ts');
    expect(globSync(join(root, source)).length, file).toBeGreaterThan(0);
  }
  expect(prepare).toContain('tsc -p tsconfig.build.json');
  for (const page of files.filter((file) => file.endsWith('/dist')))
    expect(prepare).toContain(`vite build --config ${page.replace(/dist$/, 'vite.config.ts')}`);
  for (const file of Object.values(bin)) expect(existsSync(join(root, file)), file).toBe(true);
});
