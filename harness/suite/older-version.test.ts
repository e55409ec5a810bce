import { expect, test } from 'vitest';
import { HarnessError } from '../model/error.ts';
import type { Target } from '../model/target.ts';
import type { DefinedScenario } from '../plan/defined-scenario.ts';
import { CorrectClient } from '../reference-clients/correct-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { runSuiteForTest } from '../testing/run-suite-for-test.ts';

const upgraded: Partial<DefinedScenario> = {
  name: 'upgrade/a',
  plan: [{ do: 'execute' }, { do: 'inject', fault: 'n8n/upgraded' }, { do: 'execute' }],
};
const plain: Partial<DefinedScenario> = {
  name: 'plain/b',
  plan: [{ do: 'execute' }],
  nextExpiry: 'skip',
};

test('what begins on an older version is skipped where there is none, with the reason', async () => {
  const summaryOn = async (target: Target): Promise<string | undefined> =>
    (await runSuiteForTest({ scenarios: [upgraded], targets: [target] })).results.scenarios[0]
      ?.summary;
  expect(await summaryOn(fakeTarget())).toBe(
    'Skipped: the target cannot exchange the version of n8n on the data that it has.',
  );
  const lacks = 'begin on n8n 1.0.0, which is not installed';
  const older = new Map([['older-minor', { lacks }]] as const);
  expect(await summaryOn({ ...fakeTarget(), older })).toBe(`Skipped: the target cannot ${lacks}.`);
});

test('an older version that does not start takes away only what begins on it', async () => {
  const target = fakeTarget({
    start: (_, { begunOn }) =>
      begunOn === undefined
        ? new CorrectClient()
        : Promise.reject(new HarnessError('n8n-start-failed', 'Could not start n8n 1.0.0.')),
  });
  const older = new Map([['older-minor', { version: '1.0.0' }]] as const);
  const { verdicts, results, rejected } = await runSuiteForTest({
    scenarios: [upgraded, plain],
    targets: [{ ...target, older }],
  });
  expect([rejected, verdicts.toSorted()]).toEqual([
    undefined,
    ['plain/b 1 pass', 'upgrade/a 1 inconclusive'],
  ]);
  expect(results.exitCode).toBe(2);
  expect(results.scenarios.find(({ name }) => name === 'upgrade/a')?.summary).toBe(
    'Not tried: n8n 1.0.0, on which it begins, did not start.',
  );
});
