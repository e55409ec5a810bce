import { describe, expect, test } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { changedClient } from '../testing/changed-client.ts';
import { runForTest } from '../testing/run-for-test.ts';

describe('a client that dies', () => {
  const dying = (at: number) => {
    let alive = true;
    let executions = 0;
    return changedClient((original) => ({
      get alive() {
        return alive;
      },
      async execute(id, run, signal) {
        executions += 1;
        if (executions < at) return original.execute(id, run, signal);
        alive = false;
        return { status: 'lost', stored: '' };
      },
      deleteWorkflow: () => Promise.reject(new Error('nobody there')),
    }));
  };

  test('in the middle of the plan ends the run with the reason, and rejects nothing', async () => {
    const { outline, rejected, history } = await runForTest(
      {
        plan: [
          { do: 'execute', times: 5 },
          { do: 'inject', fault: 'token/slow' },
          { do: 'execute' },
        ],
      },
      { client: dying(2) },
    );
    expect(rejected).toBeUndefined();
    expect(outline.slice(-4)).toEqual([
      'e2 started',
      'e2 lost steady',
      'step 0 end',
      'end stopped',
    ]);
    expect(history.of('end')).toMatchObject([{ because: 'client-ended' }]);
    expect(history.of('harness-error')).toEqual([]);
  });

  test('after the plan, too', async () => {
    const { outline, rejected } = await runForTest({}, { client: dying(2) });
    expect(rejected).toBeUndefined();
    expect(outline.slice(-2)).toEqual(['e2 lost steady', 'end stopped']);
  });

  test('is named as the reason whatever call noticed it first; the provider is healed all the same', async () => {
    let alive = true;
    const client = changedClient(() => ({
      get alive() {
        return alive;
      },
      async execute() {
        alive = false;
        throw new HarnessError(
          'n8n-unreachable',
          'Could not run the workflow: n8n did not answer.',
        );
      },
    }));
    const { history, outline } = await runForTest(
      { plan: [{ do: 'connect' }, { do: 'inject', fault: 'token/slow' }, { do: 'execute' }] },
      { client },
    );
    expect(history.of('harness-error')).toEqual([]);
    expect(history.of('end')).toMatchObject([{ because: 'client-ended' }]);
    expect(outline.slice(-2)).toEqual(['fault token/slow healed by end', 'end stopped']);
  });
});

describe('a client that does not connect', () => {
  const refuses = { connect: () => Promise.reject(new HarnessError('connect-failed', 'No.')) };

  test('ends the run before anything is executed', async () => {
    const { outline, history, rejected } = await runForTest(
      {},
      { client: changedClient(() => refuses) },
    );
    expect(rejected).toBeUndefined();
    expect(outline).toEqual(['scenario', 'phase steady', 'connect main false', 'end stopped']);
    expect(history.of('end')).toMatchObject([{ because: 'not-connected' }]);
    expect(history.of('leak-scan')).toMatchObject([
      { place: 'client-log' },
      { place: 'client-store' },
      { place: 'form' },
    ]);
  });

  test('in a step of the plan ends it there', async () => {
    const { outline } = await runForTest(
      { plan: [{ do: 'connect' }, { do: 'execute' }] },
      { client: changedClient(() => refuses) },
    );
    expect(outline.slice(-2)).toEqual(['connect main false', 'end stopped']);
  });

  test('is not to blame when nobody answers at all', async () => {
    const { outline } = await runForTest(
      {},
      {
        client: changedClient(() => ({
          connect: () => Promise.reject(new HarnessError('n8n-unreachable', 'No answer.')),
        })),
      },
    );
    expect(outline.slice(-2)).toEqual(['harness-error n8n-unreachable', 'end aborted']);
  });
});

describe('an abort', () => {
  test.each(['connect', 'execution-started', 'execution'] as const)(
    'at the first %s rejects with its reason, and the history ends there',
    async (type) => {
      const abort = new AbortController();
      const reason = new Error('enough');
      const { rejected, history, outline } = await runForTest(
        {
          plan: [
            { do: 'execute', times: 50 },
            { do: 'rendezvous', requests: 2 },
            { do: 'execute', times: 50 },
          ],
        },
        {
          signal: abort.signal,
          onEvent: (event) => void (event.type === type && abort.abort(reason)),
        },
      );
      expect(rejected).toBe(reason);
      expect(outline.at(-1)).toBe('end aborted');
      expect(outline).not.toContain('end completed');
      expect(history.of('harness-error')).toEqual([]);
      expect(history.of('execution').length).toBeLessThan(2);
    },
  );

  test('while a gate is armed leaves no rejection unheard', async () => {
    const abort = new AbortController();
    const { rejected, outline } = await runForTest(
      { plan: [{ do: 'rendezvous', requests: 5 }, { do: 'execute' }] },
      {
        signal: abort.signal,
        onEvent: (event) =>
          void (event.type === 'execution-started' && abort.abort(new Error('enough'))),
      },
    );
    expect(rejected).toEqual(new Error('enough'));
    expect(outline).toContain('gate timed-out 0/5');
  });

  test('before the beginning is an abort, too', async () => {
    const { rejected, outline } = await runForTest(
      {},
      { signal: AbortSignal.abort(new Error('at once')) },
    );
    expect(rejected).toEqual(new Error('at once'));
    expect(outline).toEqual(['scenario', 'phase steady', 'end aborted']);
  });
});

describe('what the client cannot do', () => {
  test('ends the run with its error, after what ran beside it has ended', async () => {
    let calls = 0;
    const client = changedClient((original) => ({
      async execute(id, run, signal) {
        calls += 1;
        if (calls === 2)
          throw new HarnessError(
            'no-such-thing',
            'Could not run the workflow: there is no such thing.',
          );
        return original.execute(id, run, signal);
      },
    }));
    const { outline, rejected } = await runForTest(
      {
        plan: [
          { do: 'rendezvous', requests: 9 },
          { do: 'execute', times: 30, concurrency: 3 },
        ],
      },
      { client },
    );
    expect(rejected).toBeUndefined();
    expect(outline.filter((line) => line.endsWith('started'))).toHaveLength(3);
    expect(outline.filter((line) => line.includes('success'))).toHaveLength(2);
    expect(outline.slice(-2)).toEqual(['harness-error no-such-thing', 'end aborted']);
  });

  test('is taken down all the same', async () => {
    const gone: string[] = [];
    const client = changedClient((original) => ({
      execute: () => Promise.reject(new Error('no')),
      deleteWorkflow: async (id) => void gone.push(`workflow ${id}`),
      deleteCredential: async (id) => {
        gone.push(`credential ${id}`);
        await original.deleteCredential(id);
      },
    }));
    const { history } = await runForTest({ credentials: { main: {}, other: {} } }, { client });
    expect(history.of('harness-error')).toMatchObject([{ code: 'unexpected', message: 'no' }]);
    expect(gone).toEqual(['workflow 4', 'credential 2', 'credential 3']);
  });

  test('includes reading its log', async () => {
    const { outline, rejected } = await runForTest(
      {},
      {
        client: changedClient(() => ({
          readLog: () =>
            Promise.reject(new HarnessError('log-unreadable', 'Could not read the log.')),
        })),
      },
    );
    expect(rejected).toBeUndefined();
    expect(outline).toEqual([
      'scenario',
      'phase steady',
      'harness-error log-unreadable',
      'end aborted',
    ]);
  });
});

test.each([1, 5, 11])(
  'a history that cannot be written from event %i on ends the run with that error, and nothing stays',
  async (n) => {
    const full = new HarnessError('storage-failed', 'Could not write: the disk is full.');
    const deleted: string[] = [];
    const client = changedClient((original) => ({
      deleteCredential: async (id) => {
        deleted.push(id);
        await original.deleteCredential(id);
      },
    }));
    const { rejected, history } = await runForTest(
      {},
      {
        client,
        onEvent: (event) => {
          if (event.n >= n) throw full;
        },
      },
    );
    expect(rejected).toBe(full);
    expect(history.events).toHaveLength(n);
    expect(deleted).toHaveLength(n === 1 ? 0 : 1);
  },
);
