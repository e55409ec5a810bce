import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { summarise } from '../check/totals.ts';
import type { Progress } from '../model/progress.ts';
import { createRunStore } from '../store/run-store.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { samplePlan } from '../testing/sample-scenario.ts';
import { NeverRefreshes } from '../testing/wrong-clients/refresh/never-refreshes.ts';
import { inProject } from './in-project.ts';
import { runSuite } from './run-suite.ts';

const plain = (name: string) =>
  samplePlan({ name: `plain/${name}`, plan: [{ do: 'execute' }], nextExpiry: 'skip' });

test('each part has its own scenarios, targets and repeats; the run has one store', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'parts-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const progress: Progress[] = [];
  const common = { baselineFor: () => undefined, parallel: 2 };
  const results = await runSuite({
    store: createRunStore({ directory, id: 'test', seed: 1, harness: '0', summarise }),
    parts: [
      {
        ...common,
        scenarios: [plain('a'), plain('b')],
        targets: [inProject(fakeTarget(), 'one')],
        repeat: 1,
      },
      { ...common, scenarios: [plain('a')], targets: [inProject(fakeTarget(), 'two')], repeat: 2 },
    ],
    bail: false,
    signal: new AbortController().signal,
    onProgress: (event) => progress.push(event),
  });
  expect(results).toMatchObject({ totals: { scenarios: 4, pass: 4, notRun: 0 }, exitCode: 0 });
  expect(results.targets.map(({ id, project }) => [id, project])).toEqual([
    ['one@fake', 'one'],
    ['two@fake', 'two'],
  ]);
  expect(
    results.scenarios.map(({ name, target, attempt }) => `${target} ${name} ${attempt}`).toSorted(),
  ).toEqual([
    'one@fake plain/a 1',
    'one@fake plain/b 1',
    'two@fake plain/a 1',
    'two@fake plain/a 2',
  ]);
  expect(results.planned).toHaveLength(4);
  expect(progress.flatMap((event) => (event.kind === 'scenario-end' ? [event.total] : []))).toEqual(
    [4, 4, 4, 4],
  );
});

test('bail stops the parts after it, too, and what they planned is told as not run', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'parts-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const part = { baselineFor: () => undefined, parallel: 1, repeat: 1 };
  const expiring = samplePlan({
    name: 'plain/expiring',
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'access-token/expired' },
      { do: 'execute' },
      { do: 'heal' },
      { do: 'execute' },
    ],
  });
  const wrong = fakeTarget({ start: () => new NeverRefreshes() });
  const results = await runSuite({
    store: createRunStore({ directory, id: 'test', seed: 1, harness: '0', summarise }),
    parts: [
      { ...part, scenarios: [expiring], targets: [inProject(wrong, 'one')] },
      { ...part, scenarios: [plain('a')], targets: [inProject(fakeTarget(), 'two')] },
    ],
    bail: true,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  expect(results).toMatchObject({
    run: { stopped: { by: 'bail' } },
    totals: { scenarios: 1, fail: 1, notRun: 1 },
    exitCode: 1,
  });
});
