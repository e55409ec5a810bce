import { describe, expect, test } from 'vitest';
import { CorrectClient } from '../../reference-clients/correct-client.ts';
import type { ItemRun } from '../../reference-clients/item-run.ts';
import { runForTest } from '../../testing/run-for-test.ts';
import { FailsWhenBusy } from '../../testing/wrong-clients/life/fails-when-busy.ts';
import { judge } from '../judge.ts';

/** Makes one call at a time, so that nobody meets a dead token that somebody else is renewing. */
class HoldsBackWaiters extends CorrectClient {
  #last: Promise<unknown> = Promise.resolve();

  protected override callWithToken(run: ItemRun): Promise<string> {
    const own = this.#last.then(() => super.callWithToken(run));
    this.#last = own.catch(() => undefined);
    return own;
  }
}

const race = (executions: number, client: CorrectClient) =>
  runForTest(
    {
      realm: { refreshToken: { rotation: 'single-use', onReuse: 'revoke-family' } },
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'access-token/expired' },
        { do: 'rendezvous', requests: 8, within: '500ms' },
        { do: 'execute', times: executions, concurrency: executions },
        { do: 'heal' },
        { do: 'execute' },
      ],
      expect: { recovery: 'unaffected', during: 'success' },
    },
    { client },
  );

describe('a gate that did not fill', () => {
  test('is no gap when the client held back what it had in hand, and did all of it', async () => {
    const { history } = await race(8, new HoldsBackWaiters());
    expect(history.of('gate').at(-1)).toMatchObject({ state: 'timed-out', arrived: 1 });
    expect(judge(history)).toMatchObject({ verdict: 'pass', counts: { refreshesUnderFault: 1 } });
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
