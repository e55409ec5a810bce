import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { History } from '../model/history.ts';
import type { StartOptions } from '../model/target.ts';
import { readHistory } from '../store/read-history.ts';
import { changedClient } from '../testing/changed-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { runSuiteForTest } from '../testing/run-suite-for-test.ts';

const abc = ['a', 'b', 'c'].map((name) => ({
  name: `plain/${name}`,
  plan: [{ do: 'execute', times: 2 } as const],
  nextExpiry: 'skip' as const,
}));

/**
 * A client that dies when it executes a workflow of one scenario, as soon as so many executions are
 * there together.
 */
function diesOf(
  scenario: string,
  { onProcess, together }: Pick<StartOptions, 'onProcess'> & { readonly together: number },
) {
  const deadly = new Set<string>();
  let executions = 0;
  const [all, death] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let alive = true;
  onProcess({ process: 'n8n', state: 'started', pid: 1 });
  return changedClient((original) => ({
    get alive() {
      return alive;
    },
    async createWorkflow(request) {
      const id = await original.createWorkflow(request);
      if (request.name.includes(scenario)) deadly.add(id);
      return id;
    },
    async execute(id, run, signal) {
      executions += 1;
      if (executions === together) all.resolve();
      await all.promise;
      if (deadly.has(id)) {
        if (alive) onProcess({ process: 'n8n', state: 'exited', pid: 1, code: 1 });
        alive = false;
        death.resolve();
      } else if (together === 1) return original.execute(id, run, signal);
      await death.promise;
      return { status: 'lost', stored: '' };
    },
  }));
}

describe('a client that dies while scenarios run side by side', () => {
  test('fails only the one that it dies of when each runs again, alone', async () => {
    const target = fakeTarget({
      start: (count, options) => diesOf('plain/b', { ...options, together: count === 1 ? 3 : 1 }),
    });
    const { verdicts, results, directory, progress } = await runSuiteForTest({
      scenarios: abc,
      parallel: 3,
      targets: [target],
    });
    expect(verdicts.toSorted()).toEqual(['plain/a 1 pass', 'plain/b 1 fail', 'plain/c 1 pass']);
    expect(progress.filter(({ kind }) => kind === 'scenario-end')).toHaveLength(3);
    expect(progress).toContainEqual({
      kind: 'note',
      text: expect.stringContaining('each runs once more, alone: plain/'),
    });
    for (const { history = '' } of results.scenarios) {
      expect(history).toMatch(/history-alone\.ndjson$/);
      const first = readHistory(join(directory, history.replace('-alone', ''))).events;
      expect(new History(first).of('process').some(({ state }) => state === 'exited')).toBe(true);
    }
  });

  test('fails all of them when it dies of none that runs alone', async () => {
    const target = fakeTarget({
      start: (count, options) =>
        diesOf(count === 1 ? 'plain/b' : 'none', { ...options, together: count === 1 ? 3 : 1 }),
    });
    const { verdicts, results } = await runSuiteForTest({
      scenarios: abc,
      parallel: 3,
      targets: [target],
    });
    expect(verdicts.toSorted()).toEqual(['plain/a 1 fail', 'plain/b 1 fail', 'plain/c 1 fail']);
    for (const { history } of results.scenarios) expect(history).toMatch(/history\.ndjson$/);
  });
});
