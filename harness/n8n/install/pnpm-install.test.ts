import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand, type CommandResult } from '../../machine/run-command.ts';
import { pnpmPruneStore } from './pnpm-install.ts';
import { NEVER, temporaryCache } from './testing/test-support.ts';

test('pnpm itself prunes the store and empties no cache but ours', async () => {
  await using temporary = await temporaryCache();
  const { cache } = temporary;
  const ours = join(cache.store, 'metadata', 'metadata-v1.3');
  const theirs = join(cache.root, 'xdg', 'pnpm', 'metadata-v1.3');
  for (const folder of [ours, theirs]) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'x.json'), '{}');
  }
  const results: CommandResult[] = [];
  await pnpmPruneStore(cache, NEVER, async (command) => {
    const env = { ...command.env, XDG_CACHE_HOME: join(cache.root, 'xdg') };
    const result = await runCommand({ ...command, env });
    results.push(result);
    return result;
  });
  expect(results).toMatchObject([{ exitCode: 0 }]);
  expect([existsSync(ours), existsSync(theirs)]).toEqual([false, true]);
});
