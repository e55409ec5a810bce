import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cacheRoot } from '../../harness/machine/cache-root.ts';
import type { Results } from '../../harness/model/results.ts';
import { runComposite } from '../composite/run-composite.ts';
import { install, pack } from './packed.ts';

/**
 * The action in a project that has the package installed, on real n8n: two shards, whose artefacts
 * are merged as the last job of the example does.
 */
const VERSION = process.env['E2E_N8N'] ?? '2.41.1';

let folder: string;
beforeAll(() => {
  const packed = pack();
  ({ folder } = packed);
  install(packed, { private: true });
  writeFileSync(join(folder, 'oauth-chaos.config.json'), '{ "suite": "smoke" }');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const env = {
  PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
  HOME: process.env['HOME'] ?? '',
  OAUTH_CHAOS_CACHE: cacheRoot(process.env),
};

it('runs the shards of a suite, and they become one run', async () => {
  for (const [index, shard] of ['1/2', '2/2'].entries()) {
    const { exitCode, outputs, steps, summary } = await runComposite(
      join(folder, 'node_modules/n8n-oauth-chaos/action.yml'),
      { inputs: { version: VERSION, shard }, workspace: folder, temp: join(folder, 'temp'), env },
    );
    const told = steps.map(({ name, output }) => `${name}\n${output}`).join('\n');
    expect(exitCode, told).toBe(0);
    expect(told).toContain('of this project');
    expect(outputs).toMatchObject({ fail: '0', inconclusive: '0', 'not-run': '0' });
    expect(Number(outputs['pass']) + Number(outputs['known'])).toBeGreaterThan(0);
    expect(summary).toContain(VERSION);
    // As artefacts of two jobs come.
    const artefact = join(folder, 'shards', `oauth-chaos-shard-${index}`);
    mkdirSync(dirname(artefact), { recursive: true });
    cpSync(outputs['folder'] ?? '', artefact, { recursive: true });
  }
  const merge = 'npx --no-install oauth-chaos merge shards --output merged --reporter junit';
  const { exitCode, all } = await execa('bash', ['-ec', merge], {
    cwd: folder,
    env,
    all: true,
    reject: false,
  });
  expect(exitCode, all).toBe(0);
  const { scenarios } = JSON.parse(
    readFileSync(join(folder, 'merged/results.json'), 'utf8'),
  ) as Results;
  expect(scenarios.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['control/no-fault', 'rotation/concurrent-refresh-items']),
  );
  expect(readFileSync(join(folder, 'merged/junit.xml'), 'utf8')).toContain('control/no-fault');
});
