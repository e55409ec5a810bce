import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  presets,
  ProviderError,
  startProvider,
  type Provider,
} from '../../../mock-provider/index.ts';
import { StandaloneError } from '../../../mock-provider/standalone/index.ts';
import { actsOnTerminal } from '../../../mock-provider/testing/fuzz/acts-on-terminal.ts';
import { fuzzRuns } from '../../../mock-provider/testing/fuzz/fuzz-runs.ts';
import { computing, Tally } from '../../../mock-provider/testing/fuzz/tally.ts';
import type { Backend } from '../backend/backend.ts';
import { createBackend } from '../backend/create-backend.ts';
import { givenFile, textOfFile } from '../testing/given-file.ts';
import { runCli } from '../testing/run-cli.ts';

const RUNS = fuzzRuns(300);
const SCENARIOS = join(import.meta.dirname, '../../../scenarios');
const BASELINES = join(SCENARIOS, 'baselines');

const real = createBackend({
  scenarioFolder: SCENARIOS,
  reporters: async () => [],
  trendViews: async () => ({ lines: () => [], page: () => '' }),
  diagnosisViews: async () => ({ lines: () => [], ctrf: () => '' }),
});
let folder: string;
let provider: Provider;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'given-files-'));
  provider = await startProvider();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await provider.close();
});

/** What reads files is the real one; no n8n is looked for, and realms share a provider. */
const backend: Partial<Backend> = {
  catalog: real.catalog,
  checkers: real.checkers,
  readScenarioFile: real.readScenarioFile,
  plan: real.plan,
  resolveTarget: async (text) => ({ text, what: text }),
  async startProvider({ name, policy }) {
    try {
      provider.createRealm(name, policy);
      provider.dropRealm(name);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      throw new StandaloneError(error.code, error.message);
    }
    throw new StandaloneError('policy-is-valid', 'Could not go on: the test has seen enough.');
  },
};

const DRY = ['--dry-run', '--n8n', '2.41.1'];
const KINDS = {
  scenarios: {
    args: (file: string) => ['run', file, ...DRY],
    right: async () => (await real.catalog()).scenarios,
  },
  baselines: {
    args: (file: string) => ['run', 'control/no-fault', ...DRY, '--baseline', file],
    right: async () =>
      readdirSync(BASELINES).map((name) =>
        shortened(parse(readFileSync(join(BASELINES, name), 'utf8'))),
      ),
  },
  policies: {
    args: (file: string) => ['provider', '--policy', file],
    right: async () => presets.map(({ policy }) => policy),
  },
};

/** A baseline with a few of its entries. */
const shortened = (baseline: unknown): unknown => {
  const { known, ...rest } = baseline as { readonly known: readonly unknown[] };
  return { ...rest, known: known.slice(0, 6) };
};

it.each(['scenarios', 'baselines', 'policies'] as const)(
  '%s of any content are used, or refused with their problems and places',
  async (kind) => {
    const { args, right } = KINDS[kind];
    const files = await right();
    const tally = new Tally(kind, RUNS);
    for (const given of fc.sample(givenFile, RUNS)) {
      const text = textOfFile(given, files);
      const name = given.as === 'json' ? 'given.json' : 'given.yaml';
      writeFileSync(join(folder, name), text);
      const { value, ms } = await computing(() => runCli(args(name), { cwd: folder, backend }));
      const { code, out, err } = value;
      const valid = code === 0 || err.includes('policy-is-valid');
      const what = JSON.stringify(given).slice(0, 1_500);
      tally.add(valid ? 'valid' : `refused with ${code}`, ms, what);
      if (actsOnTerminal(out + err)) tally.complain('control characters', `${what}\n${err}`);
      if (valid) continue;
      if (code !== 64) tally.complain(`exit code ${code}, ${err.slice(0, 200)}`, `${what}\n${err}`);
      if (!/^code: [a-z-]+/m.test(err)) tally.complain('no code', `${what}\n${err}`);
      if (!new RegExp(`${name}:\\d+:\\d+ |of an older form`).test(err))
        tally.complain(`no place, ${err.slice(0, 60)}`, `${what}\n${err.slice(0, 1_000)}`);
    }
    tally.check();
    expect(provider.realms).toEqual([]);
  },
);
