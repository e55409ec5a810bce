import exec from 'k6/execution';
import http from 'k6/http';
import type { Options } from 'k6/options';

/**
 * The script that k6 runs in the place of autocannon: it calls webhooks at a constant rate.
 * `oauth-chaos load` starts it, and says by environment variables what to call and where the
 * summary goes. k6 takes TypeScript as it is from 0.57 on, and removes the types.
 */

/** What `oauth-chaos load` wants. */
interface Wanted {
  readonly targets: readonly string[];
  readonly rate: number;
  readonly seconds: number;
  readonly patienceSeconds: number;
  readonly aggregates: readonly string[];
  readonly thresholds: Readonly<Record<string, string[]>>;
}

const wanted = JSON.parse(__ENV['OAUTH_CHAOS_LOAD'] ?? '{}') as Wanted;
const summaryFile = __ENV['OAUTH_CHAOS_SUMMARY'] ?? 'summary.json';

/** Calls that may be under way: as many as are due in so many seconds. */
const SECONDS_UNDER_WAY = 15;

export const options: Options = {
  scenarios: {
    calls: {
      executor: 'constant-arrival-rate',
      rate: wanted.rate,
      timeUnit: '1s',
      duration: `${wanted.seconds}s`,
      gracefulStop: `${wanted.patienceSeconds}s`,
      preAllocatedVUs: wanted.rate,
      maxVUs: wanted.rate * SECONDS_UNDER_WAY,
    },
  },
  thresholds: wanted.thresholds,
  summaryTrendStats: [...wanted.aggregates],
};

/** One call, with an item that no other call has. */
export default function call(): void {
  const { iterationInTest } = exec.scenario;
  const target = wanted.targets[iterationInTest % wanted.targets.length];
  if (target === undefined) throw new Error('There is nothing to call.');
  const key = `load-${exec.vu.idInTest}-${iterationInTest}`;
  http.post(target, JSON.stringify({ key, items: [{ id: `${key}.1` }] }), {
    headers: { 'content-type': 'application/json' },
    timeout: `${wanted.patienceSeconds}s`,
  });
}

/** k6 calls this at the end; `oauth-chaos load` reads what it writes. */
export const handleSummary = (data: unknown): Readonly<Record<string, string>> => ({
  [summaryFile]: JSON.stringify(data),
});
