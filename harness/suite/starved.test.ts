import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHistory } from '../store/read-history.ts';
import { changedClient } from '../testing/changed-client.ts';
import { fakeTarget } from '../testing/fake-target.ts';
import { runSuiteForTest } from '../testing/run-suite-for-test.ts';

const LONGER_THAN_A_STARVED_LAG_MS = 700;

/** Keeps this process, the recorder of the run among it, from doing anything. */
const holdUp = (): void =>
  void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LONGER_THAN_A_STARVED_LAG_MS);

/** A client that has no result of its first executions, because the machine is held up. */
const heldUp = (times: number) =>
  fakeTarget({
    start: () => {
      let executions = 0;
      return changedClient((original) => ({
        async execute(id, run, signal) {
          executions += 1;
          if (executions > times) return original.execute(id, run, signal);
          await new Promise((resolve) => setTimeout(resolve, 50));
          holdUp();
          await new Promise((resolve) => setTimeout(resolve, 50));
          return { status: 'lost', stored: '' };
        },
      }));
    },
  });

const scenarios = [
  { name: 'plain/a', plan: [{ do: 'execute', times: 1 } as const], nextExpiry: 'skip' as const },
];

describe('a run that a starved machine left undecided', () => {
  test('is decided by running once more, alone', async () => {
    const { verdicts, results, directory, progress } = await runSuiteForTest({
      scenarios,
      targets: [heldUp(1)],
    });
    expect(verdicts).toEqual(['plain/a 1 pass']);
    expect(progress.filter(({ kind }) => kind === 'scenario-end')).toHaveLength(1);
    expect(progress).toContainEqual({
      kind: 'note',
      text: 'The machine was too busy for a verdict. Each of these runs once more, alone: plain/a.',
    });
    expect(progress.map(({ kind }) => kind).filter((kind) => kind !== 'scenario-step')).toEqual([
      'booting',
      'ready',
      'scenario-start',
      'scenario-postponed',
      'note',
      'scenario-start',
      'scenario-end',
    ]);
    const history = results.scenarios[0]?.history ?? '';
    expect(history).toMatch(/history-alone\.ndjson$/);
    expect(readHistory(join(directory, history.replace('-alone', ''))).events).not.toEqual([]);
  });

  test('stays inconclusive when the machine is starved once more', async () => {
    const { verdicts } = await runSuiteForTest({ scenarios, targets: [heldUp(2)] });
    expect(verdicts).toEqual(['plain/a 1 inconclusive']);
  });
});
