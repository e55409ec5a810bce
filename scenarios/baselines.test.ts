import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { applyBaseline } from '../harness/check/apply-baseline.ts';
import { checkers } from '../harness/check/checkers/index.ts';
import { readBaseline } from '../harness/cli/arguments/read-baseline.ts';
import { loadScenarios } from '../harness/plan/load-scenarios.ts';
import { sampleResult } from '../harness/store/testing/sample-results.ts';
import { judgeScenario } from '../harness/testing/judge-scenario.ts';

const folder = join(import.meta.dirname, 'baselines');
const scenarios = await loadScenarios(import.meta.dirname);
const files = globSync('*.yaml', { cwd: folder });
const baselineOf = (file: string) =>
  readBaseline(join(folder, file), file, {
    checkers,
    scenarios: scenarios.map(({ name }) => name),
  }).baseline;

test.each(files)('%s is for the version of its name, and every entry can be used', (file) => {
  const { n8n, known } = baselineOf(file);
  expect(`${n8n}.yaml`).toBe(basename(file));
  expect(known.length).toBeGreaterThan(0);
});

const listed = files.flatMap((file) =>
  baselineOf(file)
    .known.filter(({ topologies }) => topologies?.includes('single') !== false)
    .map(({ scenario }) => [file, scenario] as const),
);

test.concurrent.each(
  listed.filter(([file, name]) => file === '1.123.81.yaml' && name.startsWith('rotation/')),
)('%s does not excuse a client that never refreshes in %s', async (file, name) => {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`there is no ${name}`);
  const judgement = await judgeScenario('never-refreshes', scenario);
  expect(judgement.verdict).toBe('fail');
  const { recovery, outcome, findings, verdict } = judgement;
  const result = applyBaseline(
    sampleResult({ name, recovery, outcome, findings, verdict }),
    baselineOf(file),
  );
  expect(result.known).toBeUndefined();
  expect(result.differsFromKnown).toMatch(
    /^known as .*(no-reuse-of-spent-token|one-refresh|stored-tokens-are-newest|failure-text-helps)/,
  );
});

test.each(files)('%s excuses one text after an error with status 200, and no other', (file) => {
  const failure = (says: string) =>
    applyBaseline(
      sampleResult({
        name: 'reply/error-with-status-200',
        verdict: 'fail',
        outcome: 'invariant violated',
        findings: [
          {
            checker: 'failure-text-helps',
            verdict: 'violated',
            message: `1 failure in words that do not help: execution e3 failed because the token endpoint answered with an error instead of tokens, but says "${says}".`,
            evidence: [1],
          },
        ],
      }),
      baselineOf(file),
    );
  const seen = failure('Authorization failed - please check your credentials invalid_token');
  expect(seen.known).toBeDefined();
  const other = failure('The service refused the connection - perhaps it is offline');
  expect(other.known).toBeUndefined();
  expect(other.differsFromKnown).toContain('but now failure-text-helps says "1 failure');
});
