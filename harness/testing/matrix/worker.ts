import { once } from 'node:events';
import pMap from 'p-map';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import { decided } from '../decisions.ts';
import { closeCommonProvider, judgeScenario, scenarioNamed } from '../judge-scenario.ts';
import type { Pair, PairOutcome, Share } from './pair.ts';

/** Longer than any client takes that is not stuck, milliseconds. */
const EXECUTION_MS = 20_000;
/** A client that never ends an execution is known by the first second. */
const STUCK_MS: Readonly<Record<string, number>> = { 'waits-for-ever': 1_000 };
/** A run that takes so long is given up, milliseconds. */
const RUN_MS = 180_000;

async function tryPair({ client, scenario }: Pair, defined: DefinedScenario): Promise<PairOutcome> {
  const givesUp = new AbortController();
  const never = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error('stuck')), RUN_MS);
    givesUp.signal.addEventListener('abort', () => clearTimeout(timer));
  });
  try {
    // What all others are compared with has to be known; of them a guess is not worth the time.
    const tries = client === 'correct' ? undefined : 1;
    const run = judgeScenario(client, defined, STUCK_MS[client] ?? EXECUTION_MS, tries);
    const { verdict, violated, findings } = await Promise.race([run, never]);
    const deciding = findings.filter(decided).map(({ checker }) => checker);
    return { client, scenario, verdict, violated, decided: deciding };
  } catch {
    return { client, scenario, verdict: 'error', violated: [], decided: [] };
  } finally {
    givesUp.abort();
  }
}

const send = (message: object): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => (error ? reject(error) : resolve()));
  });

/** A process of its own: tries its share of the pairs, and reports each when it is done. */
const [{ pairs, atOnce }] = (await once(process, 'message')) as [Share];
const names = [...new Set(pairs.map(({ scenario }) => scenario))];
const scenarios = new Map(
  await Promise.all(names.map(async (name) => [name, await scenarioNamed(name)] as const)),
);
await pMap(
  pairs,
  async (pair) => {
    const scenario = scenarios.get(pair.scenario);
    if (scenario !== undefined) await send(await tryPair(pair, scenario));
  },
  { concurrency: atOnce },
);
await closeCommonProvider();
process.exit(0);
