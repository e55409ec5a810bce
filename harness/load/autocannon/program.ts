import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import autocannon from 'autocannon';
import { CallBuckets } from '../call-buckets.ts';
import type { Calls, GeneratorEnd } from '../generator.ts';
import type { FromProgram, ToProgram } from './messages.ts';
import { PacedClient } from './paced-client.ts';

/**
 * The program that makes calls with autocannon, in a process of its own, so that it takes no time
 * from the provider. It gets one message with what to make, and one when it is to begin.
 */

/** Calls that may be under way: as many as are due in so many seconds. */
const SECONDS_UNDER_WAY = 15;
const MOST_CONNECTIONS = 1_000;
const SECOND_MS = 1_000;
/** How often it is looked whether a call is due. */
const TICK_MS = 5;

const send = (message: FromProgram): void => {
  process.send?.(message);
};

/** A call with an item that no other call has. */
const request = (target: string): autocannon.Request => ({
  method: 'POST',
  path: new URL(target).pathname,
  headers: { 'content-type': 'application/json' },
  setupRequest: (plain) => {
    const key = `load-${randomUUID()}`;
    return { ...plain, body: JSON.stringify({ key, items: [{ id: `${key}.1` }] }) };
  },
});

/** Makes the connections. Each is opened when its first call is due. */
function connect(
  { targets, rate, durationMs, patienceMs }: Calls,
  follow: (client: autocannon.Client) => void,
): void {
  const [first = ''] = targets;
  void autocannon({
    url: new URL(first).origin,
    connections: Math.min(MOST_CONNECTIONS, rate * SECONDS_UNDER_WAY),
    timeout: patienceMs / SECOND_MS,
    // The end is told by us: autocannon would cut off what is under way.
    duration: (durationMs + 2 * patienceMs) / SECOND_MS,
    requests: targets.map(request),
    setupClient: follow,
  });
}

/** Begins each call when it is due. One for which there is no connection left is not made. */
async function pace(
  { rate, durationMs }: Calls,
  clients: readonly PacedClient[],
  now: () => number,
): Promise<void> {
  for (let due = 0; now() < durationMs; await delay(TICK_MS))
    for (; due <= (now() * rate) / SECOND_MS && due < (durationMs * rate) / SECOND_MS; due += 1)
      clients.find(({ isUnderWay }) => !isUnderWay)?.call();
}

async function make(calls: Calls): Promise<GeneratorEnd> {
  const startedAt = performance.now();
  const now = (): number => performance.now() - startedAt;
  const buckets = new CallBuckets(calls.bucketMs, (bucket) => send({ bucket }));
  const clients: PacedClient[] = [];
  connect(calls, (client) => clients.push(new PacedClient(client, buckets, now)));
  const flushing = setInterval(() => buckets.flush(now()), calls.bucketMs);
  await pace(calls, clients, now);
  while (
    clients.some(({ isUnderWay }) => isUnderWay) &&
    now() < calls.durationMs + calls.patienceMs
  )
    await delay(TICK_MS);
  for (const client of clients) client.giveUp();
  clearInterval(flushing);
  buckets.flush(Number.POSITIVE_INFINITY);
  const { user, system } = process.cpuUsage();
  return {
    ended: 'completed',
    ...buckets.totals(calls.aggregates),
    generatorCpuMs: Math.round((user + system) / SECOND_MS),
  };
}

let wanted: Calls | undefined;
process.on('message', (message: ToProgram) => {
  if ('calls' in message) {
    wanted = message.calls;
    send({ ready: true });
  } else if (wanted !== undefined) {
    void make(wanted).then((end) => {
      process.send?.({ end } satisfies FromProgram, () => process.exit(0));
    });
  }
});
// Whoever wanted the load is gone.
process.on('disconnect', () => process.exit(0));
