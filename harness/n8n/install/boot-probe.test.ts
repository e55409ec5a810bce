import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isGroupRunning } from '../../machine/process-group.ts';
import { QUIET_N8N } from '../../model/quiet-n8n.ts';
import { bootProbe } from './boot-probe.ts';
import { NEVER } from './testing/test-support.ts';

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'boot-probe-'))));
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs the boot probe on a program in place of n8n. */
async function boot(program: string, binary = process.execPath): Promise<number> {
  const entry = join(home, 'n8n.cjs');
  writeFileSync(entry, program);
  let leader = 0;
  await bootProbe({
    n8n: { home, version: '9.9.9', nodeRange: '*', entry },
    node: { binary, version: '24.0.0', headers: null },
    userFolder: join(home, 'user'),
    signal: NEVER,
    onSpawn: async (pid) => void (leader = pid),
  });
  return leader;
}

it('starts n8n with everything quiet that is quiet in a run, and nothing of ours', async () => {
  const leader = await boot(`
    require('node:fs').writeFileSync('seen.json', JSON.stringify(process.env));
    require('node:http').createServer((_, answer) => answer.end()).listen(process.env.N8N_PORT);
  `);
  const seen = JSON.parse(readFileSync(join(home, 'user', '1', 'seen.json'), 'utf8'));
  expect(seen).toMatchObject(QUIET_N8N);
  expect(seen).not.toHaveProperty('VITEST');
  expect(await isGroupRunning(leader)).toBe(false);
});

it('tells the last lines of one that ends at once', async () => {
  await expect(boot(`console.error('no such table'); process.exit(3)`)).rejects.toMatchObject({
    code: 'n8n-does-not-boot',
    message: expect.stringMatching(/exit code 3\. Its last lines:\nno such table/),
  });
});

it('starts again on other ports when somebody took one meanwhile, in a folder of its own', async () => {
  const busy = (times: number) => `
    const { readdirSync } = require('node:fs');
    const starts = readdirSync('..').length;
    if (starts <= ${times}) {
      console.error("n8n Task Broker's port 36673 is already in use.");
      process.exit(1);
    }
    require('node:http').createServer((_, answer) => answer.end()).listen(process.env.N8N_PORT);
  `;
  await boot(busy(2));
  rmSync(join(home, 'user'), { recursive: true });
  await expect(boot(busy(3))).rejects.toMatchObject({
    code: 'n8n-does-not-boot',
    message: expect.stringContaining('already in use'),
  });
});

it('says so when the Node cannot be started', async () => {
  await expect(boot('', join(home, 'no-node'))).rejects.toMatchObject({
    code: 'n8n-does-not-boot',
    message: expect.stringContaining('cannot be started'),
  });
});
