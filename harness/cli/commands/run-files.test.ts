import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { resultsSchema } from '../../model/results.ts';
import { runCli } from '../testing/run-cli.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'cli-run-files-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

it('a run keeps the path of a scenario file as it was given', async () => {
  expect((await runCli(['run', 'rotation/grace', './cases/mine.yaml'], { cwd })).code).toBe(0);
  const { planned } = resultsSchema.parse(
    JSON.parse(readFileSync(join(cwd, 'reports/runs/latest/results.json'), 'utf8')),
  );
  expect(planned?.map(({ file }) => file)).toEqual([undefined, './cases/mine.yaml']);
});

it('a run says what must be covered by its scenarios', async () => {
  expect((await runCli(['run', 'rotation/grace', './cases/mine.yaml'], { cwd })).code).toBe(0);
  const { coverage } = resultsSchema.parse(
    JSON.parse(readFileSync(join(cwd, 'reports/runs/latest/results.json'), 'utf8')),
  );
  expect(coverage?.scenarios).toEqual(['rotation/grace']);
  expect(coverage?.rows.map(({ by, open }) => [by, open])).toEqual([
    [[0], undefined],
    [[], 'No name is looked up.'],
  ]);
});

it('a baseline that contains itself is refused with its place', async () => {
  writeFileSync(join(cwd, 'circle.yaml'), 'n8n: 2.41.1\nknown: &a [*a]\n');
  const { code, err } = await runCli(['run', '--baseline', 'circle.yaml'], { cwd });
  expect(code).toBe(64);
  expect(err).toContain("circle.yaml:2:12 the file: '*a' stands for what contains it");
});

it('what is shown of a scenario file does nothing to a terminal', async () => {
  const { out } = await runCli(['run', 'mine.yaml', '--dry-run'], {
    cwd,
    backend: {
      readScenarioFile: async () => ({
        name: 'mine',
        title: 'turns \u202Ethe text\n::error::forged',
        why: 'Because.',
        workflows: { main: { use: 'http-request' } },
        plan: [{ do: 'execute', times: 1 }],
        expect: { recovery: 'automatic' },
      }),
    },
  });
  expect(out).toContain('turns <U+202E>the text\n· ::error::forged');
});
