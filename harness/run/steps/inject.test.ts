import sinon from 'sinon';
import { describe, expect, test } from 'vitest';
import type { EventOf, HistoryEvent } from '../../model/event.ts';
import type { SystemUnderTest } from '../../model/system.ts';
import type { PlanStep } from '../../plan/steps/index.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { runForTest, type TestRunOptions } from '../../testing/run-for-test.ts';

interface Options extends TestRunOptions {
  /** The second execution ends only after this event was recorded. */
  readonly until?: (event: HistoryEvent) => boolean;
  /** The second execution also waits for this. */
  readonly after?: Promise<unknown>;
}

/** Runs a plan on a client whose processes obey; some of its methods are replaced. */
async function runOn(
  plan: readonly PlanStep[],
  change: (calls: string[]) => Partial<SystemUnderTest> = () => ({}),
  { until, after, onEvent, ...options }: Options = {},
) {
  const { system, calls } = fakeSystem({ processes: ['main', 'postgres', 'redis'] });
  const recorded = Promise.withResolvers<void>();
  const client = changedClient((original) => ({
    system: { ...system, ...change(calls) },
    async execute(id, run, signal) {
      const report = await original.execute(id, run, signal);
      if (run.key === 'e2') await Promise.all([until && recorded.promise, after]);
      return report;
    },
  }));
  const run = await runForTest(
    { plan, nextExpiry: 'skip' },
    {
      client,
      onEvent(event) {
        if (until?.(event) === true) recorded.resolve();
        onEvent?.(event);
      },
      ...options,
    },
  );
  return { ...run, calls };
}

const expired: PlanStep = { do: 'inject', fault: 'access-token/expired' };
const execute: PlanStep = { do: 'execute' };
const inject = (
  fault: Extract<PlanStep, { do: 'inject' }>['fault'],
  options: Readonly<Record<string, unknown>> = {},
): PlanStep => ({ do: 'inject', fault, options });

const faultsOf = (events: readonly EventOf<'fault'>[], name: string): string[] =>
  events
    .filter(({ fault }) => fault === name)
    .map(({ state, by }) => (by === undefined ? state : `${state} by ${by}`));

describe('what a fault of the target tells', () => {
  test('while it begins comes after its beginning, with its id and options', async () => {
    const { history, calls } = await runOn([
      execute,
      inject('n8n/killed', { process: 'main', when: 'now' }),
      execute,
    ]);
    expect(faultsOf(history.of('fault'), 'n8n/killed')).toEqual(['begin', 'met', 'healed by end']);
    expect(history.of('fault').map(({ id, actsOn, options }) => [id, actsOn, options])).toEqual(
      Array.from({ length: 3 }, () => ['target-1', 'process', { process: 'main', when: 'now' }]),
    );
    expect(history.of('fault')[1]?.note).toBe('main was killed while no refresh was watched');
    expect(calls).toEqual(['kill main', 'start main']);
  });

  test('at its moment stands between the request that gave it and the reply', async () => {
    const { history } = await runOn([
      execute,
      expired,
      inject('redis/down', { when: 'refresh-answered' }),
      execute,
    ]);
    const met = history.of('fault').find(({ state }) => state === 'met')?.n ?? 0;
    const refresh = history.refreshes()[0];
    expect(refresh?.request.n).toBeLessThan(met);
    expect(refresh?.reply?.n).toBeGreaterThan(met);
  });

  test('after a success stands between the end of the execution and the reading of what was saved', async () => {
    const { history, calls } = await runOn([
      execute,
      expired,
      inject('n8n/killed', { process: 'main', when: 'execution-succeeded' }),
      execute,
    ]);
    const met = history.of('fault').find(({ state, n }) => state === 'met' && n > 0)?.n ?? 0;
    const ended = history.of('execution').find(({ key }) => key === 'e2');
    const read = history.of('stored-credential').find(({ moment }) => moment === 'renewed');
    expect(ended?.status).toBe('success');
    expect(met).toBeGreaterThan(ended?.n ?? Number.POSITIVE_INFINITY);
    expect(met).toBeLessThan(read?.n ?? 0);
    expect(calls).toEqual(['kill main', 'start main']);
  });

  test('of a moment that never came is only that it began and ended', async () => {
    const { history, calls } = await runOn([execute, inject('redis/down'), execute]);
    expect(faultsOf(history.of('fault'), 'redis/down')).toEqual(['begin', 'healed by end']);
    expect(calls).toEqual([]);
  });
});

describe('half begun is not begun', () => {
  test('what was done is undone at once, and the run is over', async () => {
    const { history, outline, calls } = await runOn(
      [execute, inject('n8n/killed', { process: 'main', when: 'now' }), execute],
      () => ({ kill: sinon.fake.rejects(new Error('it would not die')) }),
    );
    expect(calls).toEqual(['start main']);
    expect(history.of('fault')).toEqual([]);
    expect(history.of('harness-error')).toMatchObject([
      { code: 'unexpected', message: 'it would not die' },
    ]);
    expect(outline.at(-1)).toBe('end aborted');
  });

  test('also when the undoing fails: the first reason is the one that is told', async () => {
    const { history } = await runOn(
      [execute, inject('n8n/killed', { process: 'main', when: 'now' }), execute],
      () => ({
        kill: sinon.fake.rejects(new Error('it would not die')),
        start: sinon.fake.rejects(new Error('it runs')),
      }),
    );
    expect(history.of('harness-error').map(({ message }) => message)).toEqual(['it would not die']);
  });
});

describe('a fault that ends by itself', () => {
  const plan: PlanStep[] = [
    execute,
    expired,
    inject('redis/down', { when: 'refresh-received', for: '20ms' }),
    execute,
  ];

  test('is recorded as ended by its time, and not undone again by the plan', async () => {
    const { history, calls } = await runOn([...plan, { do: 'heal' }, execute], undefined, {
      until: (event) => event.type === 'fault' && event.by === 'its time',
    });
    expect(calls).toEqual(['kill redis', 'start redis', 'ready']);
    expect(faultsOf(history.of('fault'), 'redis/down')).toEqual([
      'begin',
      'met',
      'healed by its time',
    ]);
  });

  test('and is healed by the plan at the same moment is undone once and recorded once', async () => {
    const [starting, up] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { history, calls } = await runOn(
      [...plan, { do: 'heal', fault: 'redis/down' }, execute],
      (calls) => ({
        async start(name) {
          calls.push(`start ${name}`);
          starting.resolve();
          await up.promise;
        },
      }),
      {
        after: starting.promise,
        onEvent: (event) =>
          void (event.type === 'step' && event.index === 4 && setTimeout(up.resolve, 20)),
      },
    );
    expect(calls).toEqual(['kill redis', 'start redis', 'ready']);
    expect(faultsOf(history.of('fault'), 'redis/down')).toEqual([
      'begin',
      'met',
      'healed by its time',
    ]);
    expect(history.complete).toBe(true);
  });

  test('but cannot is told, stays in force and is tried again', async () => {
    const starts = sinon.stub();
    starts.onFirstCall().rejects(new Error('it does not come up'));
    starts.resolves(undefined);
    const { history } = await runOn(plan, () => ({ start: starts }), {
      until: ({ type }) => type === 'harness-error',
    });
    expect(history.of('harness-error').map(({ message }) => message)).toEqual([
      'it does not come up',
    ]);
    expect(starts.callCount).toBe(2);
    expect(faultsOf(history.of('fault'), 'redis/down')).toEqual(['begin', 'met', 'healed by end']);
  });
});

describe('what goes wrong at its moment', () => {
  test('is a harness error of the run, and the client gets its answer', async () => {
    const { history, calls } = await runOn(
      [execute, expired, inject('redis/down'), execute],
      () => ({ kill: sinon.fake.rejects(new Error('no such process')) }),
    );
    expect(history.of('harness-error')).toMatchObject([
      { code: 'unexpected', message: 'no such process' },
    ]);
    expect(history.refreshes()[0]?.reply).toMatchObject({ status: 200, delivered: true });
    expect(faultsOf(history.of('fault'), 'redis/down')).toEqual(['begin', 'healed by end']);
    expect(calls).toEqual(['start redis', 'ready']);
  });

  test('because the run was aborted is no failure of the fault', async () => {
    const abort = new AbortController();
    const { history, rejected, calls } = await runOn(
      [execute, expired, inject('redis/down'), execute],
      () => ({
        async kill() {
          abort.abort(new Error('enough'));
          throw new Error('cut off');
        },
      }),
      { signal: abort.signal },
    );
    expect(rejected).toEqual(new Error('enough'));
    expect(history.of('harness-error')).toEqual([]);
    expect(calls).toEqual(['start redis', 'ready']);
  });
});
