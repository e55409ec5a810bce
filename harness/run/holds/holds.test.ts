import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { connectOutcome } from '../../check/views/connect-outcome.ts';
import type { History } from '../../model/history.ts';
import type { PlanStep } from '../../plan/steps/index.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { runForTest } from '../../testing/run-for-test.ts';

const expired: PlanStep = { do: 'inject', fault: 'access-token/expired' };
const hold = (
  at: Extract<PlanStep, { do: 'hold' }>['at'],
  what = 'refresh' as const,
): PlanStep => ({
  do: 'hold',
  what,
  at,
});
const around = (held: PlanStep, ...meanwhile: readonly PlanStep[]): readonly PlanStep[] => [
  { do: 'execute' },
  expired,
  held,
  { do: 'begin' },
  ...meanwhile,
  { do: 'release' },
  { do: 'finish' },
];

/** The events of a hold with what happened to the refresh around them, in order. */
const order = (history: History): readonly string[] =>
  history.events.flatMap((event) => {
    if (event.type === 'hold') return [event.state];
    if (event.type === 'ledger' && event.action === 'refreshed') return ['carried out'];
    if (event.type === 'reply' && event.issued?.access?.generation === 2) return ['answered'];
    if (event.type === 'step' && event.index === 3) return [`begin ${event.state}s`];
    return [];
  });

test.each([
  ['before-commit', ['met', 'begin ends', 'released', 'carried out', 'answered']],
  ['after-commit', ['carried out', 'met', 'begin ends', 'released', 'answered']],
  ['on-the-wire', ['carried out', 'met', 'begin ends', 'released', 'answered']],
  ['after-save', ['carried out', 'answered', 'met', 'begin ends', 'released']],
] as const)('a refresh is held %s until it is released', async (at, then) => {
  const { history } = await runForTest({ plan: around(hold(at)), nextExpiry: 'skip' });
  expect(order(history)).toEqual(['armed', 'begin begins', ...then]);
  expect(history.executions().map(({ key, status }) => `${key} ${status}`)).toEqual([
    'e1 success',
    'e2 success',
  ]);
});

test('after the save the new tokens are stored, and the call that shows them has not been answered', async () => {
  const { history } = await runForTest({
    plan: around(hold('after-save'), { do: 'wait', for: '1ms' }),
    nextExpiry: 'skip',
  });
  const met = history.of('hold').find(({ state }) => state === 'met');
  const read = history.of('stored-credential').find(({ n }) => n > (met?.n ?? 0));
  expect(read?.access).toMatchObject({ generation: 2 });
  expect(
    history.exchanges().find(({ request }) => request.exchange === met?.exchange),
  ).toMatchObject({ request: { endpoint: 'resource' }, reply: { accepted: true } });
});

test('an execution that is begun beside it goes on until it needs the answer', async () => {
  const { history, outline } = await runForTest({
    plan: around(hold('after-commit'), { do: 'begin' }),
    nextExpiry: 'skip',
  });
  const met = history.of('hold').find(({ state }) => state === 'released')?.n ?? 0;
  const refused = history.of('reply').filter(({ status, n }) => status === 401 && n < met);
  expect(refused).toHaveLength(2);
  expect(outline.filter((line) => line.startsWith('e3'))).toEqual([
    'e3 started',
    'e3 success during',
  ]);
});

test('on a slow machine the plan waits longer for the call of an execution that is begun', async () => {
  const takes: Readonly<Record<string, number>> = { e1: 1_500, e3: 3_300 };
  const client = changedClient((original) => ({
    execute: async (id, run, signal) => {
      await delay(takes[run.key] ?? 0);
      return original.execute(id, run, signal);
    },
  }));
  const { history } = await runForTest(
    { plan: around(hold('after-commit'), { do: 'begin' }), nextExpiry: 'skip' },
    { client },
  );
  const released = history.of('hold').find(({ state }) => state === 'released')?.n ?? 0;
  const refused = history.of('reply').filter(({ status, n }) => status === 401 && n < released);
  expect(refused).toHaveLength(2);
});

test('a hold that nothing meets is recorded as armed alone, and the plan goes on', async () => {
  const { history } = await runForTest(
    {
      plan: [
        { do: 'execute' },
        hold('after-commit'),
        { do: 'begin' },
        { do: 'release' },
        { do: 'finish' },
      ],
      nextExpiry: 'skip',
    },
    { executionDeadlineMs: 2_000 },
  );
  expect(history.of('hold').map(({ state }) => state)).toEqual(['armed', 'released']);
  expect(history.of('end').map(({ reason }) => reason)).toEqual(['completed']);
});

test('a sender that hangs up ends the hold by itself', async () => {
  const client = changedClient((original) => ({
    execute: (id, run, signal) =>
      run.key === 'e2'
        ? original.execute(id, run, AbortSignal.any([signal, AbortSignal.timeout(300)]))
        : original.execute(id, run, signal),
  }));
  const { history } = await runForTest(
    { plan: around(hold('before-commit'), { do: 'wait', for: '600ms' }), nextExpiry: 'skip' },
    { client },
  );
  expect(history.of('hold').map(({ state, by }) => [state, by])).toEqual([
    ['armed', undefined],
    ['met', undefined],
    ['released', 'client'],
    ['released', 'plan'],
  ]);
  expect(history.of('ledger').some(({ action }) => action === 'refreshed')).toBe(false);
});

test('a run that is aborted lets go what it holds', async () => {
  const aborts = new AbortController();
  const { history, rejected } = await runForTest(
    { plan: around(hold('after-commit')), nextExpiry: 'skip' },
    {
      signal: aborts.signal,
      onEvent: (event) =>
        event.type === 'hold' && event.state === 'met' && aborts.abort(new Error('enough')),
    },
  );
  expect(rejected).toMatchObject({ message: 'enough' });
  expect(history.of('end').map(({ reason }) => reason)).toEqual(['aborted']);
});

test('a plan that fails lets go what it holds, and its executions end', async () => {
  const { history } = await runForTest({
    plan: around(hold('after-commit'), { do: 'inject', fault: 'n8n/killed' }),
    nextExpiry: 'skip',
  });
  expect(history.of('harness-error')).toHaveLength(1);
  expect(history.of('hold').at(-1)).toMatchObject({ state: 'released', by: 'end' });
});

test('a connect whose exchange of the code is held goes on meanwhile, and finish waits for it', async () => {
  const { outline, history } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'hold', what: 'code-exchange', at: 'after-commit' },
      { do: 'connect', mayFail: true },
      { do: 'begin' },
      { do: 'release' },
      { do: 'finish' },
    ],
    nextExpiry: 'skip',
  });
  expect(outline).toContain('e2 success during');
  const [, held] = history.of('connect');
  expect(held && connectOutcome(history, held)).toEqual(['connected']);
  const ofConnect = outline.filter((line) => /^(?:hold|connect|step [245] end)/.test(line));
  expect(ofConnect).toEqual([
    'connect main true',
    'hold code-exchange armed',
    'hold code-exchange met',
    'step 2 end',
    'hold code-exchange released by plan',
    'step 4 end',
    'connect main true',
    'step 5 end',
  ]);
});
