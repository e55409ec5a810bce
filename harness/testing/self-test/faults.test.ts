import { expect, test } from 'vitest';
import { faults, type FaultName } from '../../../mock-provider/index.ts';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import { judgeScenario, type JudgedRun } from '../judge-scenario.ts';
import { sampleScenario } from '../sample-scenario.ts';

const expire = { do: 'inject', fault: 'access-token/expired' } as const;
const execute = { do: 'execute', times: 1 } as const;

/** What a fault needs to be met, where its defaults and one refresh are not enough. */
interface Needs {
  readonly realm?: DefinedScenario['realm'];
  readonly https?: DefinedScenario['https'];
  readonly scope?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  /** Steps between the injection and the last executions. */
  readonly steps?: DefinedScenario['plan'];
  /** The longest time an execution may take, where the fault makes it hang. */
  readonly deadlineMs?: number;
}

const JWT: Needs = { realm: { accessTokenFormat: 'jwt' } };
const HTTPS: Needs = { https: ['token'] };
/** A user who connects, whatever comes of it. */
const CONNECT: Needs = { scope: 'read write', steps: [{ do: 'connect', mayFail: true }] };
const TWO_SCOPES: Needs = { scope: 'read write' };

const NEEDS: Partial<Record<FaultName, Needs>> = {
  'access-token/short-lived': { steps: [expire, execute, { do: 'advance', by: '6s' }] },
  'api/bucket': { options: { capacity: 1, refillEvery: '1ms' } },
  'api/read-after-write-lag': { options: { lag: '1m' } },
  'authorize/redirect-uri-mismatch': CONNECT,
  'authorize/refused': CONNECT,
  'authorize/scope-unticked': CONNECT,
  'authorize/state-limit': { ...CONNECT, options: { characters: 8 } },
  'authorize/unavailable': CONNECT,
  'callback/parameters-added': CONNECT,
  'callback/state-changed': CONNECT,
  'callback/state-missing': CONNECT,
  'identity/issuer-changed': JWT,
  'identity/subject-swapped': JWT,
  'keys/rotated': { ...JWT, steps: [] },
  'keys/unknown-kid': JWT,
  'rotation/refresh-kills-access-token': {
    steps: [{ do: 'inject', fault: 'access-token/rejected', options: { times: 1 } }],
  },
  'scope/comma-separated': TWO_SCOPES,
  'scope/reordered': TWO_SCOPES,
  'tls/certificate-expired': HTTPS,
  'tls/certificate-self-signed': HTTPS,
  'tls/certificate-wrong-host': HTTPS,
  'token/bucket': { options: { capacity: 1, refillEvery: '1h' }, steps: [expire, execute, expire] },
  'token/daily-quota': { options: { limit: 0 } },
  'token/throttled-per-refresh-token': { options: { limit: 0 } },
  'wire/hang': { deadlineMs: 8_000 },
};

function meeting(fault: FaultName): DefinedScenario {
  const { realm = {}, https, scope = 'read', options, steps = [expire] } = NEEDS[fault] ?? {};
  return sampleScenario({
    realm,
    ...(https === undefined ? {} : { https }),
    credentials: { main: { scope } },
    plan: [
      { do: 'execute', times: 2 },
      { do: 'inject', fault, ...(options === undefined ? {} : { options }) },
      ...steps,
      { do: 'execute', times: 2 },
    ],
    nextExpiry: 'skip',
    expect: { recovery: 'none' },
  });
}

const meet = (fault: FaultName) =>
  judgeScenario('correct', meeting(fault), NEEDS[fault]?.deadlineMs);

function wasMet({ history }: JudgedRun, fault: FaultName): boolean {
  const id = history.of('fault').find((event) => event.fault === fault)?.id ?? '';
  return history.of('reply').some((reply) => reply.faults.includes(id));
}

/**
 * A fault that nobody can meet proves nothing wherever it is injected, and nothing that it does is
 * to be held against a client that does what can be done.
 */
test.concurrent.each(faults.map(({ name }) => name as FaultName))(
  '%s is met by a client that refreshes, and not held against it',
  async (fault) => {
    const run = await meet(fault);
    expect(wasMet(run, fault)).toBe(true);
    expect(run.violated).toEqual([]);
  },
);
