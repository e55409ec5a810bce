import { describe, expect, test } from 'vitest';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../reference-clients/item-run.ts';
import { StopsAtFirstFailedItem } from '../../testing/better-clients/stops-at-first-failed-item.ts';
import { runForTest } from '../../testing/run-for-test.ts';
import { FailsWhenBusy } from '../../testing/wrong-clients/life/fails-when-busy.ts';
import { judge } from '../judge.ts';
import { story, type HistoryBuilder } from '../testing/history-builder.ts';
import { access } from '../testing/story-defaults.ts';
import { withheldBy } from './gate-work.ts';

/** Makes one call at a time, so that nobody meets a dead token that somebody else is renewing. */
class HoldsBackWaiters extends CorrectClient {
  #last: Promise<unknown> = Promise.resolve();

  protected override callWithToken(run: ItemRun): Promise<string> {
    const own = this.#last.then(() => super.callWithToken(run));
    this.#last = own.catch(() => undefined);
    return own;
  }
}

/** Has three calls under way at most; the others wait for their turn. */
class MakesThreeCallsAtATime extends CorrectClient {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  protected override async callWithToken(run: ItemRun): Promise<string> {
    while (this.#running >= 3)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
      });
    this.#running += 1;
    try {
      return await super.callWithToken(run);
    } finally {
      this.#running -= 1;
      this.#waiting.shift()?.();
    }
  }
}

const race = (
  executions: number,
  client: CorrectClient,
  within: '500ms' | '20s' = '500ms',
  executionDeadlineMs = 25_000,
) =>
  runForTest(
    {
      realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'access-token/expired' },
        { do: 'rendezvous', requests: 8, within },
        { do: 'execute', times: executions, concurrency: executions },
        { do: 'heal' },
        { do: 'execute' },
      ],
      expect: { recovery: 'unaffected', during: 'success' },
    },
    { client, executionDeadlineMs },
  );

describe('a gate that did not fill', () => {
  test('is no gap when the client held back what it had in hand, and did all of it', async () => {
    const { history } = await race(8, new HoldsBackWaiters());
    expect(history.of('gate').at(-1)).toMatchObject({ state: 'timed-out', arrived: 1 });
    expect(judge(history)).toMatchObject({ verdict: 'pass', counts: { refreshesUnderFault: 1 } });
  });

  test('leaves time to a client that has fewer calls under way than it waits for', async () => {
    const { history } = await race(8, new MakesThreeCallsAtATime(), '20s', 4_000);
    expect(history.of('gate').at(-1)).toMatchObject({ state: 'timed-out', arrived: 3 });
    expect(judge(history).verdict).toBe('pass');
  });

  test('leaves a failure of the client its own failure', async () => {
    const { history } = await race(8, new FailsWhenBusy());
    expect(history.of('gate').at(-1)).toMatchObject({ state: 'timed-out', arrived: 6 });
    const { verdict, outcome, findings } = judge(history);
    expect([verdict, outcome]).toEqual(['fail', 'failed by itself']);
    expect(
      findings.filter((finding) => finding.verdict === 'violated').map(({ checker }) => checker),
    ).toEqual(['works-when-unhindered', 'recovers-as-expected']);
  });

  test('proves nothing when the plan did not hand out enough', async () => {
    const { history } = await race(3, new CorrectClient());
    expect(judge(history)).toMatchObject({
      verdict: 'inconclusive',
      summary: expect.stringContaining('only 3 of 8 requests met at the gate'),
    });
  });
});

const withoutConsent = (client: CorrectClient) =>
  runForTest(
    {
      workflows: { main: { use: 'http-request', items: 6 } },
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'refresh-token/family-revoked' },
        { do: 'rendezvous', requests: 6, within: '500ms' },
        { do: 'execute' },
        { do: 'heal' },
        { do: 'execute' },
      ],
      remedies: ['reconnect'],
      expect: { recovery: 'after-remedy', remedy: 'reconnect', during: 'visible' },
    },
    { client },
  );

/** An execution with two items calls for one of them, waits at a gate for the other, and fails. */
function stopped(afterGate: (told: HistoryBuilder) => HistoryBuilder): boolean {
  const gate = { type: 'gate', wanted: 2, exchanges: [] } as const;
  const history = afterGate(
    story()
      .phase('during')
      .add({ ...gate, state: 'armed', arrived: 0 })
      .start('e1', { items: ['e1.1', 'e1.2'] })
      .api('e1.1', access(1), 'revoked')
      .wait(500)
      .add({ ...gate, state: 'timed-out', arrived: 1 }),
  )
    .finish('e1', { status: 'error', error: { message: 'revoked' }, clockOffsetMs: 0 })
    .build();
  const [ended] = history.of('gate').slice(1);
  if (ended === undefined) throw new Error('There is no gate.');
  return withheldBy(history, ended);
}

describe('a gate that did not fill before an execution failed', () => {
  test('is no gap when the client ended it at the item that failed', async () => {
    const { history } = await withoutConsent(new StopsAtFirstFailedItem());
    expect(history.of('gate').at(-1)).toMatchObject({ state: 'timed-out', arrived: 1 });
    expect(judge(history).verdict).toBe('pass');
  });

  test('is one when the other calls came too late, or the process ended', () => {
    expect(stopped((told) => told)).toBe(true);
    expect(stopped((told) => told.api('e1.2', access(1), 'revoked'))).toBe(false);
    expect(stopped((told) => told.process('main', 'killed'))).toBe(false);
  });
});
