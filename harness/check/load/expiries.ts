import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import type { LoadBucket, LoadExpiry } from '../../model/load.ts';

/** From when to when calls were made. */
export interface LoadSpan {
  readonly begin: EventOf<'load-begin'>;
  /** Number and time of the last event that belongs to it. */
  readonly until: { readonly n: number; readonly at: number };
}

/** Share of the throughput before an expiry that counts as all of it. */
const FULL = 0.9;
/** Buckets that are looked at together; in one alone a few calls decide. */
const TOGETHER = 2;
/** An expiry with fewer buckets after it comes too late to say when its effects were over. */
const LEAST_AFTER = 4;

type Request = EventOf<'request'>;

const fingerprint = ({ presented }: Request): string | undefined => presented?.ref?.fingerprint;

/** The event with which each access token came into the world, by its fingerprint. */
const births = (history: History): ReadonlyMap<string, number> =>
  new Map(
    history
      .of('reply')
      .flatMap(({ issued, n }) =>
        issued?.access === undefined ? [] : [[issued.access.fingerprint, n] as const],
      ),
  );

/**
 * The first refusals of expiries under load. Calls that meet a token from before the first refusal
 * belong to the same expiry, whichever of several tokens they have: a client that refreshes once
 * for each call leaves many, and would seem to have as many expiries.
 */
function firstRefusals(history: History, { begin, until }: LoadSpan): readonly Request[] {
  const born = births(history);
  const found: Request[] = [];
  for (const request of history.of('request')) {
    const { endpoint, presented, n } = request;
    if (n < begin.n || n > until.n || endpoint !== 'resource') continue;
    if (presented?.standing !== 'expired' && presented?.standing !== 'revoked') continue;
    const last = found.at(-1);
    const birth = born.get(fingerprint(request) ?? '') ?? 0;
    if (last === undefined || birth > last.n) found.push(request);
  }
  return found;
}

const okOf = (buckets: readonly LoadBucket[]): number =>
  buckets.reduce((sum, { ok }) => sum + ok, 0);

/** How many calls succeeded in a bucket before the first expiry; what was to be, without any. */
function usual(buckets: readonly LoadBucket[], first: number, planned: number): number {
  // In the first bucket calls have begun, and few have ended.
  const before = buckets.slice(1, first).map(({ ok }) => ok);
  const middle = before.toSorted((one, other) => one - other)[Math.floor(before.length / 2)];
  return Math.min(planned, middle ?? planned);
}

/** When as many calls succeeded as before, from an expiry; null when they never did. */
function fullAfterMs(
  buckets: readonly LoadBucket[],
  { atMs, from }: { readonly atMs: number; readonly from: number },
  perBucket: number,
): number | null | undefined {
  if (buckets.length - from < LEAST_AFTER) return undefined;
  for (let index = from; index + TOGETHER <= buckets.length; index += 1) {
    const window = buckets.slice(index, index + TOGETHER);
    const whole = okOf(window) >= FULL * TOGETHER * perBucket;
    if (whole && window.every(({ failed }) => failed === 0))
      return Math.max(0, Math.round((window[0]?.atMs ?? 0) - atMs));
  }
  return null;
}

/** Share of the life of a new token after which a refresh is no longer one of the last expiry. */
const OF_ITS_LIFE = 0.9;

/**
 * How many refreshes an expiry had. Who renews a token near its end, before a call meets that, does
 * not refresh the expiry before it once more.
 */
function refreshesOf(history: History, from: Request, until: { readonly n: number }): number {
  const sent = history.refreshes().filter(({ request: { n } }) => n > from.n && n < until.n);
  const brought = sent.find(({ reply }) => reply?.issued?.access !== undefined)?.reply;
  const lifeMs = (brought?.expiresInSeconds ?? Number.POSITIVE_INFINITY) * 1_000;
  const ends = (brought?.at ?? 0) + OF_ITS_LIFE * lifeMs;
  return sent.filter(({ request }) => request.at < ends).length;
}

/** Every expiry that calls met under load, with what it cost. */
export function expiriesOf(
  history: History,
  span: LoadSpan,
  buckets: readonly LoadBucket[],
): readonly LoadExpiry[] {
  const { begin } = span;
  const firsts = firstRefusals(history, span);
  const bucketOf = (at: number): number => Math.floor((at - begin.at) / begin.bucketMs);
  const perBucket = usual(
    buckets,
    bucketOf(firsts[0]?.at ?? begin.at),
    (begin.rate * begin.bucketMs) / 1_000,
  );
  return firsts.map((first, index) => {
    const next = firsts[index + 1];
    const end = next ?? span.until;
    const from = bucketOf(first.at);
    const atMs = Math.round(first.at - begin.at);
    // The next expiry ends what this one is blamed for, and not the time until all is well.
    const mine = buckets.slice(from, next === undefined ? undefined : bucketOf(next.at));
    const full = fullAfterMs(buckets, { atMs, from }, perBucket);
    return {
      atMs,
      refreshes: refreshesOf(history, first, end),
      failedCalls: mine.reduce((sum, { failed }) => sum + failed, 0),
      ...(full === undefined ? {} : { fullAfterMs: full }),
    };
  });
}
