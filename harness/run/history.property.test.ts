import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryEvent } from '../model/event.ts';
import type { RemedyStep } from '../model/remedy.ts';
import { checkPlan } from '../plan/check-plan.ts';
import type { PlanStep } from '../plan/steps/index.ts';
import { CorrectClient } from '../reference-clients/correct-client.ts';
import { runForTest, type TestRun } from '../testing/run-for-test.ts';
import { sampleScenario } from '../testing/sample-scenario.ts';
import { NoSingleFlight } from '../testing/wrong-clients/refresh/no-single-flight.ts';

const FAULTS = [
  'access-token/expired',
  'access-token/revoked',
  'refresh-token/revoked',
  'refresh-token/family-revoked',
  'token/unavailable',
  'token/html-page',
  'reply/lost-after-commit',
  'api/server-error',
  'rotation/immediate',
  'clock/provider-ahead',
  'n8n/clock-ahead',
  'n8n/clock-behind',
] as const;

const fault = fc.constantFrom(...FAULTS);
const step: fc.Arbitrary<PlanStep> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('execute' as const),
      times: fc.integer({ min: 1, max: 3 }),
      concurrency: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fault.map((name): PlanStep => ({ do: 'inject', fault: name })) },
  fc.constant<PlanStep>({ do: 'connect' }),
  fc.record({
    do: fc.constant('rendezvous' as const),
    requests: fc.integer({ min: 2, max: 3 }),
    at: fc.constantFrom('resource' as const, 'token' as const),
    within: fc.constant('5ms' as const),
  }),
  fc.constantFrom<PlanStep>({ do: 'advance', by: '61m' }, { do: 'advance', by: '1s' }),
  fc.oneof(
    fc.constant<PlanStep>({ do: 'heal' }),
    fault.map((name): PlanStep => ({ do: 'heal', fault: name })),
  ),
  fc.constant<PlanStep>({ do: 'observe', for: '1ms' }),
);
const steps = fc
  .array(step, { minLength: 1, maxLength: 7 })
  .filter((plan) => checkPlan(sampleScenario({ plan })).length === 0);
const remedies = fc.subarray<RemedyStep>(['reconnect', 'recreate', 'sync-clock'], { minLength: 0 });
const policy = fc.record({
  refreshToken: fc.record({
    rotation: fc.constantFrom('never' as const, 'single-use' as const),
    issue: fc.constantFrom('always' as const, 'never' as const),
    onReuse: fc.constantFrom('error' as const, 'revoke-family' as const),
  }),
});

type Pairing = (
  event: HistoryEvent,
) => { readonly key: string; readonly open: boolean } | undefined;

const PAIRINGS: readonly Pairing[] = [
  (event) =>
    event.type === 'step'
      ? { key: `step ${event.index}`, open: event.state === 'begin' }
      : undefined,
  (event) =>
    event.type === 'fault'
      ? { key: `fault ${event.id}`, open: event.state === 'begin' }
      : undefined,
  (event) =>
    event.type === 'remedy'
      ? { key: `remedy ${event.remedy}`, open: event.state === 'begin' }
      : undefined,
  (event) =>
    event.type === 'execution-started' || event.type === 'execution'
      ? { key: event.key, open: event.type === 'execution-started' }
      : undefined,
  (event) =>
    event.type === 'request' || event.type === 'reply'
      ? { key: `exchange ${event.exchange}`, open: event.type === 'request' }
      : undefined,
];

/**
 * Everything that is still open at the end, was opened twice, or was closed without having been
 * opened.
 */
function unpaired(events: readonly HistoryEvent[]): readonly string[] {
  const open = new Set<string>();
  const wrong: string[] = [];
  for (const event of events) {
    for (const pairing of PAIRINGS) {
      const found = pairing(event);
      if (found === undefined) continue;
      if (open.has(found.key) === found.open) wrong.push(`${found.key} at ${event.n}`);
      if (found.open) open.add(found.key);
      else open.delete(found.key);
    }
  }
  return [...wrong, ...open];
}

function expectSound({ history: { events } }: TestRun): void {
  expect(events.map(({ n }) => n)).toEqual(events.map((_, index) => index + 1));
  expect(events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))).toBe(true);
  expect(events[0]?.type).toBe('scenario');
  expect(events.filter(({ type }) => type === 'end')).toEqual(events.slice(-1));
  expect(JSON.stringify(events)).not.toMatch(/oc_(?:at|rt|ac|cs)_[\w-]{32}/);
}

test('any plan yields a history without gaps and without a secret, in which all that begins ends and all faults are healed', async () => {
  await fc.assert(
    fc.asyncProperty(steps, remedies, policy, fc.boolean(), async (plan, tried, realm, correct) => {
      const run = await runForTest(
        { plan, remedies: tried, realm },
        {
          client: correct ? new CorrectClient() : new NoSingleFlight(),
          executionDeadlineMs: 2_000,
        },
      );
      expect(run.rejected).toBeUndefined();
      expectSound(run);
      expect(run.history.of('harness-error')).toEqual([]);
      expect(run.outline.at(-1)).toBe('end completed');
      expect(unpaired(run.history.events)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('an abort anywhere leaves a history that ends as aborted, or the run had come to its end', async () => {
  await fc.assert(
    fc.asyncProperty(steps, remedies, fc.integer({ min: 1, max: 60 }), async (plan, tried, at) => {
      const abort = new AbortController();
      const reason = new Error('enough');
      const run = await runForTest(
        { plan, remedies: tried },
        {
          signal: abort.signal,
          executionDeadlineMs: 2_000,
          onEvent: ({ n }) => void (n === at && abort.abort(reason)),
        },
      );
      expectSound(run);
      expect([run.rejected, run.outline.at(-1)]).toEqual(
        run.rejected === undefined ? [undefined, 'end completed'] : [reason, 'end aborted'],
      );
      expect(run.history.of('harness-error')).toEqual([]);
      const faults = run.history.of('fault');
      expect(faults.filter(({ state }) => state === 'healed').length).toBe(
        faults.filter(({ state }) => state === 'begin').length,
      );
    }),
    { numRuns: 40 },
  );
});
