import { describe, expect, test } from 'vitest';
import type { ClientUnderTest } from '../../model/client.ts';
import { HarnessError } from '../../model/error.ts';
import type { CorrectClient } from '../../reference-clients/correct-client.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { runForTest } from '../../testing/run-for-test.ts';
import { tearDown } from '../set-up.ts';
import { withTimeout } from '../with-timeout.ts';

const DAY_MS = 86_400_000;

/**
 * A client that records the calls that move its clock, each with whether its signal was aborted.
 */
function watched(change: (original: CorrectClient) => Partial<ClientUnderTest> = () => ({})) {
  const clock: (readonly [number, boolean])[] = [];
  const client = changedClient((original) => ({
    async skewClock(offsetMs, signal) {
      clock.push([offsetMs, signal.aborted]);
      await original.skewClock(offsetMs);
    },
    ...change(original),
  }));
  return { client, clock };
}

test('a fault of the target begins, is recorded once it is in force, and is healed at the end', async () => {
  const { client, clock } = watched();
  const { outline } = await runForTest(
    {
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'n8n/clock-behind', options: { by: '1d' } },
        { do: 'execute' },
      ],
      nextExpiry: 'skip',
    },
    { client },
  );
  expect(clock).toEqual([
    [-DAY_MS, false],
    [0, false],
  ]);
  expect(outline.slice(6)).toEqual([
    'step 0 end',
    'step 1 begin',
    'phase during',
    'fault n8n/clock-behind begin',
    `clock n8n ${-DAY_MS}`,
    'step 1 end',
    'step 2 begin',
    'e2 started',
    'e2 success during',
    'step 2 end',
    'clock n8n 0',
    'fault n8n/clock-behind healed by end',
    'end completed',
  ]);
});

test('every fault of the target has an id of its own, also the same one twice', async () => {
  const { history } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'n8n/clock-ahead' },
      { do: 'inject', fault: 'n8n/clock-behind' },
      { do: 'heal', fault: 'n8n/clock-ahead' },
      { do: 'inject', fault: 'n8n/clock-ahead' },
      { do: 'execute' },
    ],
    nextExpiry: 'skip',
  });
  const of = (state: string) =>
    history
      .of('fault')
      .filter((fault) => fault.state === state)
      .map(({ fault, id }) => `${fault} ${id}`);
  expect(of('begin')).toEqual([
    'n8n/clock-ahead target-1',
    'n8n/clock-behind target-2',
    'n8n/clock-ahead target-3',
  ]);
  expect(of('healed').toSorted()).toEqual(of('begin').toSorted());
});

describe('when the run does not come to its end', () => {
  test('after a failure the clock is set right before the history ends', async () => {
    let calls = 0;
    const { client, clock } = watched((original) => ({
      async execute(id, run, signal) {
        calls += 1;
        if (calls > 1) throw new HarnessError('n8n-request-failed', 'Could not run.');
        return original.execute(id, run, signal);
      },
    }));
    const { outline } = await runForTest(
      {
        plan: [
          { do: 'execute' },
          { do: 'inject', fault: 'n8n/clock-ahead', options: { by: '1d' } },
          { do: 'execute' },
        ],
      },
      { client },
    );
    expect(clock).toEqual([
      [DAY_MS, false],
      [0, false],
    ]);
    expect(outline.slice(-4)).toEqual([
      'harness-error n8n-request-failed',
      'clock n8n 0',
      'fault n8n/clock-ahead healed by end',
      'end aborted',
    ]);
  });

  test('after an abort, too, although the signal of the run is of no use then', async () => {
    const abort = new AbortController();
    const { client, clock } = watched();
    const { outline, rejected } = await runForTest(
      {
        plan: [
          { do: 'execute' },
          { do: 'inject', fault: 'n8n/clock-ahead', options: { by: '1d' } },
          { do: 'execute', times: 9 },
        ],
      },
      {
        client,
        signal: abort.signal,
        onEvent: (event) =>
          void (
            event.type === 'execution-started' &&
            event.key === 'e2' &&
            abort.abort(new Error('enough'))
          ),
      },
    );
    expect(rejected).toEqual(new Error('enough'));
    expect(clock).toEqual([
      [DAY_MS, false],
      [0, false],
    ]);
    expect(outline.slice(-2)).toEqual(['fault n8n/clock-ahead healed by end', 'end aborted']);
  });

  test('a fault that did not quite begin is taken back and not recorded as begun', async () => {
    const clock: number[] = [];
    const client = changedClient(() => ({
      async skewClock(offsetMs) {
        clock.push(offsetMs);
        if (offsetMs !== 0) throw new HarnessError('clock-not-moved', 'Could not move the clock.');
      },
    }));
    const { history, outline } = await runForTest(
      {
        plan: [
          { do: 'execute' },
          { do: 'inject', fault: 'n8n/clock-ahead', options: { by: '1d' } },
          { do: 'execute' },
        ],
      },
      { client },
    );
    expect(clock).toEqual([DAY_MS, 0]);
    expect(history.of('fault')).toEqual([]);
    expect(outline.slice(-2)).toEqual(['harness-error clock-not-moved', 'end aborted']);
  });

  test('a clock that cannot be set right is told, and the faults of the provider are healed all the same', async () => {
    const client = changedClient(() => ({
      async skewClock(offsetMs) {
        if (offsetMs === 0) throw new HarnessError('clock-not-moved', 'Could not move the clock.');
      },
    }));
    const { outline } = await runForTest(
      {
        plan: [
          { do: 'execute' },
          { do: 'inject', fault: 'n8n/clock-ahead' },
          { do: 'inject', fault: 'token/slow' },
          { do: 'execute' },
        ],
        nextExpiry: 'skip',
      },
      { client },
    );
    expect(outline.slice(-4)).toEqual([
      'fault token/slow healed by end',
      'harness-error clock-not-moved',
      'harness-error clock-not-moved',
      'end aborted',
    ]);
  });
});

describe('tidying up', () => {
  test('does not wait for a client that does not answer', async () => {
    let told: AbortSignal | undefined;
    const client = changedClient(() => ({
      deleteWorkflow: (_, signal) => new Promise(() => (told = signal)),
    }));
    await tearDown(
      {
        client,
        workflows: new Map([
          [
            'main',
            {
              id: '1',
              credential: 'main',
              plan: {
                template: '',
                items: 1,
                apiNodes: [],
                atATime: null,
                retryOnFail: null,
                credentialType: null,
                n8n: { nodes: [], connections: {}, settings: {} },
              },
            },
          ],
        ]),
        credentialIds: new Map(),
      },
      5,
    );
    expect(told?.aborted).toBe(true);
  });

  test('work that is done in time is waited for, and its error counts', async () => {
    await expect(withTimeout(10_000, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(withTimeout(10_000, async () => {})).resolves.toBeUndefined();
  });

  test("work that fails too late is nobody's business", async () => {
    await expect(
      withTimeout(
        1,
        (signal) =>
          new Promise((_, reject) =>
            signal.addEventListener('abort', () => setTimeout(() => reject(new Error('late')), 1)),
          ),
      ),
    ).resolves.toBeUndefined();
  });
});
