import '../harness/cli/modest-heap.ts';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkers } from '../harness/check/checkers/index.ts';
import { judge } from '../harness/check/judge.ts';
import { SampledTraffic } from '../harness/load/sampled-traffic.ts';
import type { HistoryEvent } from '../harness/model/event.ts';
import { History } from '../harness/model/history.ts';
import { planScenario } from '../harness/plan/plan-scenario.ts';
import { execute } from '../harness/plan/steps/execute.ts';
import { inject } from '../harness/plan/steps/inject.ts';
import { CorrectClient } from '../harness/reference-clients/correct-client.ts';
import { historyEvent } from '../harness/run/history-event.ts';
import { Recorder } from '../harness/run/recorder.ts';
import { remedies } from '../harness/run/remedies/index.ts';
import { runScenario } from '../harness/run/run-scenario.ts';
import { openHistoryFile } from '../harness/store/history-writer.ts';
import { workflows } from '../harness/workflows/index.ts';
import { startProvider, type RealmEvent } from '../mock-provider/index.ts';

/**
 * `npm run bench:load`: what recording a load costs. It takes the events of real exchanges with the
 * provider, and records as many of them as ten minutes at 200 calls per second have, with a token
 * that ends every ten seconds and meets twenty calls, as fast as it can. It prints the processor
 * time of that as a share of one core for these ten minutes, the size of the history, and the peak
 * memory of the process, with all events in it and judged.
 */
const RATE = 200;
const MINUTES = 10;
const EXPIRES_EVERY_S = 10;
const REFUSED = 20;
const BUCKET_MS = 500;

type Exchange = readonly RealmEvent[];

/** Runs a small scenario, and returns the exchanges of one call, one refusal and one refresh. */
async function recorded(): Promise<{
  readonly head: readonly HistoryEvent[];
  readonly call: Exchange;
  readonly refusal: Exchange;
  readonly refresh: Exchange;
}> {
  const events: HistoryEvent[] = [];
  await using provider = await startProvider({});
  await runScenario({
    planned: planScenario(
      {
        name: 'load/bench',
        title: 'What recording a load costs',
        why: 'Recording must not become the load that it measures.',
        workflows: { main: { use: 'http-request' } },
        plan: [execute(2), inject('access-token/expired'), execute(1)],
        expect: { recovery: 'unaffected' },
      },
      { seed: 1, catalog: { workflows, checkers, remedies } },
    ),
    client: new CorrectClient(),
    provider,
    recorder: new Recorder((event) => events.push(event)),
    target: 'bench',
    clientName: 'the client',
    label: 'bench',
    signal: new AbortController().signal,
  });
  const requests = new History(events).of('request');
  const of = (wanted: (request: (typeof requests)[number]) => boolean): Exchange => {
    const exchange = requests.find(wanted)?.exchange;
    return events
      .filter((event) => 'exchange' in event && event.exchange === exchange)
      .map(({ n: _n, at: _at, ...event }) => event) as readonly unknown[] as Exchange;
  };
  const standing = (request: (typeof requests)[number]) => request.presented?.standing;
  return {
    head: events.filter(({ type }) => type === 'scenario' || type === 'execution'),
    call: of((one) => one.endpoint === 'resource' && standing(one) === 'live'),
    refusal: of((one) => one.endpoint === 'resource' && standing(one) === 'expired'),
    refresh: of((one) => one.grantType === 'refresh_token'),
  };
}

const { head, call, refusal, refresh } = await recorded();
const folder = mkdtempSync(join(tmpdir(), 'oauth-chaos-bench-load-'));
const path = join(folder, 'history.ndjson');
const file = openHistoryFile(path);
const kept: HistoryEvent[] = [];
let now = 0;
const recorder = new Recorder(
  (event) => {
    kept.push(event);
    file.append(event);
  },
  () => now,
);
const durationMs = MINUTES * 60_000;
const sampling = { every: Math.ceil((RATE * durationMs) / 1_000 / 1_000), most: 5_000 };
const traffic = new SampledTraffic(BUCKET_MS, sampling, (bucket) =>
  recorder.add({ type: 'load-traffic', ...bucket }),
);
for (const { n: _n, at: _at, ...event } of head) recorder.add(event);

const before = process.memoryUsage.rss();
const cpu = process.cpuUsage();
recorder.add({
  type: 'load-begin',
  generator: 'bench',
  rate: RATE,
  durationMs,
  bucketMs: BUCKET_MS,
  thresholds: { http_req_failed: ['rate<0.01'], refreshes_per_expiry: ['max<=1'] },
  sampling,
});
traffic.begin(now);
let exchanges = 0;
let expired = 0;

/** The same exchange about another token. */
const renamed = (exchange: Exchange, token: string): Exchange =>
  exchange.map(
    (event) =>
      JSON.parse(
        JSON.stringify(event).replaceAll(/"fingerprint":"[^"]+"/g, `"fingerprint":"${token}"`),
      ) as RealmEvent,
  );

const record = (exchange: Exchange): void => {
  exchanges += 1;
  for (const event of exchange)
    for (const admitted of traffic.admit({ ...event, exchange: exchanges } as RealmEvent, now))
      recorder.add(historyEvent(admitted));
};
const perBucket = (RATE * BUCKET_MS) / 1_000;
for (let made = 0; made < (RATE * durationMs) / 1_000; made += 1) {
  now = (made * 1_000) / RATE;
  record(call);
  if (made % (RATE * EXPIRES_EVERY_S) === 0) {
    const dead = renamed(refusal, `token-${expired}`);
    for (let again = 0; again < REFUSED; again += 1) record(dead);
    expired += 1;
    record(renamed(refresh, `token-${expired}`));
  }
  if (made % perBucket === 0)
    recorder.add({
      type: 'load-calls',
      index: made / perBucket,
      made: perBucket,
      ok: perBucket,
      failed: 0,
      latencyMs: { med: 12.3, 'p(95)': 45.6, 'p(99)': 78.9, max: 99.9 },
    });
}
recorder.add({ type: 'load-end', ended: 'completed', leftOut: traffic.end() });
const { user, system } = process.cpuUsage(cpu);
file.close();
const bytes = statSync(path).size;
const judgement = judge(new History(kept));
rmSync(folder, { recursive: true, force: true });

const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
const lines = [
  `${RATE} calls per second for ${MINUTES} minutes: ${exchanges} exchanges, ${kept.length} events kept`,
  `recording: ${((user + system) / 1e6).toFixed(2)} s of processor time, ${((user + system) / 1e4 / (durationMs / 1_000)).toFixed(2)} % of one core`,
  `history: ${(bytes / 1e6).toFixed(1)} MB on disk`,
  `peak memory of the process, judged: ${peak === undefined ? 'not known here' : `${Math.round(Number(peak) / 1_000)} MB`}; ${Math.round(before / 1e6)} MB before the load`,
  `judged: ${judgement.load?.expiries.length ?? 0} expiries, ${judgement.load?.calls.made ?? 0} calls`,
];
process.stdout.write(`${lines.join('\n')}\n`);
