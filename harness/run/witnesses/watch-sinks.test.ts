import { expect, it } from 'vitest';
import { bareRun } from '../../testing/bare-run.ts';
import { samplePlan } from '../../testing/sample-plan.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import type { Sinks } from './sinks.ts';
import { awaitLastWords, watchSinks } from './watch-sinks.ts';

type Listener = Parameters<Sinks['listen']>[0];

/** Sinks that hear what a test says. */
function fakeSinks() {
  const listeners = new Set<Listener>();
  const sinks: Sinks = {
    settings: {},
    webhookUrl: '',
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
  const say = (text: string): void =>
    listeners.forEach((listener) => listener({ witness: 'sentry', text }));
  return { sinks, say };
}

async function watched(part: Partial<ScenarioRun> = {}) {
  const { sinks, say } = fakeSinks();
  const { run, events } = await bareRun({
    sinks,
    workflows: new Map([['main', { id: 'w1', credential: 'main', plan: samplePlan() }]]),
    ...part,
  });
  return { run, events, say, stop: watchSinks(run) };
}

it('records what names a workflow of the run, and which execution', async () => {
  const { events, say } = await watched();
  say('{"extra":{"workflowId":"w1","executionId":"7"}}');
  say('{"extra":{"workflowId":"w2","executionId":"8"}}');
  say('{"message":"nobody"}');
  expect(events).toMatchObject([
    { type: 'witness', witness: 'sentry', workflow: 'main', executionId: '7' },
  ]);
});

it('writes no secret down', async () => {
  const { run, events, say } = await watched();
  const { secret } = run.realm.registerClient('main', {});
  say(`{"workflowId":"w1","message":"${secret}"}`);
  expect(JSON.stringify(events)).not.toContain(secret);
  expect(events).toMatchObject([{ text: expect.stringContaining('withheld') }]);
});

it('hears nothing after the run', async () => {
  const { events, say, stop } = await watched();
  stop();
  say('{"workflowId":"w1"}');
  expect(events).toEqual([]);
});

it('waits for what may still come of the last failure, and for nothing else', async () => {
  const waits: number[] = [];
  const onWaiting = (change: number): void => void waits.push(change);
  const { run } = await watched({ onWaiting });
  await awaitLastWords(run);
  await awaitLastWords({ ...run, failedAt: run.recorder.now() - 60_000 });
  expect(waits).toEqual([]);
  await awaitLastWords({ ...run, failedAt: run.recorder.now() - 1_900 });
  expect(waits).toEqual([1, -1]);
});
