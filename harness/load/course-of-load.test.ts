import { afterEach, describe, expect, it } from 'vitest';
import { heal } from '../plan/steps/heal.ts';
import { inject } from '../plan/steps/inject.ts';
import { wrongClients, type WrongClientName } from '../testing/wrong-clients/index.ts';
import type { Generating, Generator } from './generator.ts';
import type { LoadScenario } from './load-scenario.ts';
import { runLoadForTest, sampleLoad } from './testing/run-load-for-test.ts';

const LONG = 60_000;
const of = (name: WrongClientName) => wrongClients[name].create(() => undefined);

/** The thresholds that a load broke. */
const broken = ({ judgement }: Awaited<ReturnType<typeof runLoadForTest>>): readonly string[] =>
  (judgement.load?.thresholds ?? [])
    .filter(({ verdict }) => verdict === 'broken')
    .map(({ metric }) => metric);

describe('a load', () => {
  it(
    'passes a correct client: no call fails, and every expiry costs one refresh',
    async () => {
      const { judgement, history } = await runLoadForTest();
      const { load, findings } = judgement;
      expect(judgement.verdict, judgement.summary).toBe('pass');
      expect(load?.generator.name).toBe('autocannon');
      expect(load?.calls).toMatchObject({ planned: 140, failed: 0 });
      expect(load?.calls.ok).toBe(load?.calls.made);
      expect(load?.expiries.length).toBeGreaterThan(1);
      expect(load?.expiries.map(({ refreshes }) => refreshes)).toEqual(load?.expiries.map(() => 1));
      // Each call is another item: nothing was sent twice.
      const items = history.of('request').flatMap(({ item }) => item ?? []);
      const accepted = history.of('ledger').filter(({ action }) => action === 'accepted');
      expect(new Set(items).size).toBe(accepted.length);
      expect(findings.find(({ checker }) => checker === 'one-refresh-per-expiry')?.verdict).toBe(
        'holds',
      );
      expect(
        findings.find(({ checker }) => checker === 'items-accepted-exactly-once')?.verdict,
      ).toBe('not-looked-at');
    },
    LONG,
  );

  it(
    'breaks a threshold of a client that refreshes once for each call, and none of one that waits',
    async () => {
      const slow: Partial<LoadScenario> = {
        realm: { accessTokenTtl: '2s', refreshToken: { rotation: 'never' } },
        rate: 60,
        happens: [
          { at: '0s', step: inject('token/slow', { by: '300ms', times: 1_000 }) },
          { at: '6s', step: heal() },
        ],
      };
      const wrong = await runLoadForTest(slow, { client: of('no-single-flight') });
      expect(broken(wrong)).toContain('refreshes_per_expiry');
      expect(wrong.judgement.verdict).toBe('fail');
      const right = await runLoadForTest(slow);
      expect(broken(right)).toEqual([]);
      expect(right.judgement.verdict, right.judgement.summary).toBe('pass');
      expect(right.judgement.load?.happened.map(({ words }) => words)).toEqual([
        expect.stringContaining('token/slow'),
        'heal every fault',
      ]);
    },
    LONG,
  );

  it(
    'breaks thresholds of a client that never refreshes, and whose throughput never comes back',
    async () => {
      const run = await runLoadForTest(
        {
          thresholds: {
            ...sampleLoad.thresholds,
            expiry_to_full_throughput: ['max<5000'],
          },
        },
        { client: of('never-refreshes') },
      );
      expect(broken(run)).toEqual(['http_req_failed', 'expiry_to_full_throughput']);
      expect(run.judgement.verdict).toBe('fail');
    },
    LONG,
  );

  it(
    'that meets no expiry is never a pass',
    async () => {
      const { judgement } = await runLoadForTest({ realm: {}, duration: '5s' });
      expect(judgement.verdict).toBe('inconclusive');
      expect(judgement.summary).toContain('no call under load met a token that had ended');
    },
    LONG,
  );
});

/** A generator of which a test decides what it tells. */
const told = (
  tell: (onBucket: Parameters<Generating['begin']>[0]) => Awaited<Generating['ended']>,
): Generator => {
  const ended = Promise.withResolvers<Awaited<Generating['ended']>>();
  return {
    name: 'told',
    start: async () => ({
      begin: (onBucket) => ended.resolve(tell(onBucket)),
      ended: ended.promise,
      [Symbol.asyncDispose]: async () => undefined,
    }),
  };
};

describe('what makes the load', () => {
  let made = 0;
  afterEach(() => (made = 0));

  it.each([
    ['ends too early', { ended: 'died', because: 'SIGKILL' }, 'ended too early (SIGKILL)'],
    ['makes nothing', { ended: 'completed' }, 'no load was made'],
  ] as const)('%s: nothing is proven, whatever the thresholds say', async (_, end, says) => {
    const generator = told(() => end);
    const { judgement } = await runLoadForTest({}, { generator });
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.summary).toContain(says);
    expect(judgement.load?.calls.made).toBe(made);
  });

  it('makes too little: nothing is proven', async () => {
    const generator = told((onBucket) => {
      made = 50;
      onBucket({ index: 0, made, ok: made, failed: 0 });
      return { ended: 'completed' };
    });
    const { judgement } = await runLoadForTest({}, { generator });
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.summary).toContain('only 50 of 140 calls could be made');
  });
});
