import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import { resultsSchema } from '../../model/results.ts';
import type { Backend } from '../backend/backend.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-latest-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** A target whose n8n cannot be started. */
const createTarget: Backend['createTarget'] = async () => {
  throw new HarnessError('n8n-does-not-boot', 'Could not start n8n 2.41.1: it ended.', {
    exitCode: 75,
  });
};
const builtinBaseline: Backend['builtinBaseline'] = async (n8n) => ({
  name: `${n8n}.json`,
  baseline: { schemaVersion: 2, n8n, known: [] },
});

/** Ids of the kept runs, oldest first. */
const kept = (): readonly string[] =>
  readdirSync(join(cwd, 'reports/runs')).filter((name) => name !== 'latest');
const resultsOf = (id: string) =>
  resultsSchema.parse(
    JSON.parse(readFileSync(join(cwd, 'reports/runs', id, 'results.json'), 'utf8')),
  );

describe('a run that ended before it began', () => {
  it('names the baseline that it would have had', async () => {
    await runCli(['run'], { cwd, backend: { createTarget, builtinBaseline } });
    const [id = ''] = kept();
    expect(resultsOf(id)).toMatchObject({ exitCode: 75, targets: [{ baseline: '2.41.1.json' }] });
    await runCli(['run', '--output', 'mine', '--baseline', 'none'], {
      cwd,
      backend: { createTarget, builtinBaseline },
    });
    expect(existsSync(join(cwd, 'mine/run.json'))).toBe(true);
    expect(readFileSync(join(cwd, 'mine/run.json'), 'utf8')).not.toContain('2.41.1.json');
  });
});
