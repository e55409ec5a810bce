import { expect, test } from 'vitest';
import {
  policySchema,
  presets,
  settingsPolicy,
  type RealmSettings,
} from '../../../mock-provider/index.ts';
import type { CredentialSpec } from '../../model/scenario.ts';
import { judgeScenario } from '../judge-scenario.ts';
import { sampleScenario } from '../sample-scenario.ts';

const settings = presets.flatMap(({ name, variants = [] }) => [
  { preset: name },
  ...variants.map((variant) => ({ preset: name, variant: variant.name })),
]);

/** What the account of a user looks like at this provider. */
function credential(realm: RealmSettings): CredentialSpec {
  const { clientAuthentication, pkce, scopes } = policySchema.parse(settingsPolicy(realm));
  return {
    authentication: clientAuthentication === 'body' ? 'body' : 'header',
    scope: scopes.split(' ')[0] ?? '',
    ...(pkce === 'required' ? { grant: 'pkce' as const } : {}),
  };
}

/**
 * An API that says `200` for an expired token leaves every client that goes by the status (RFC 6750
 * §3.1) in the belief that the call was carried out. The harness must not share that belief.
 */
const hidesExpiry = (realm: RealmSettings): boolean =>
  policySchema.parse(settingsPolicy(realm)).answers['expired-access-token']?.status === 200;
const SILENT = ['items-accepted-exactly-once', 'results-belong-to-items', 'failure-is-visible'];

/**
 * A preset under which not even a correct client works before any fault is a preset that no
 * scenario can use.
 */
test.concurrent.each(settings.map((one) => [Object.values(one).join(' '), one] as const))(
  'a correct client works under %s until something goes wrong, and its fault is met',
  async (_, realm) => {
    const run = await judgeScenario(
      'correct',
      sampleScenario({
        realm,
        credentials: { main: credential(realm) },
        plan: [
          { do: 'execute', times: 2 },
          { do: 'inject', fault: 'access-token/expired' },
          { do: 'execute', times: 1 },
        ],
        remedies: ['reconnect'],
        nextExpiry: 'skip',
        expect: { recovery: 'after-remedy', remedy: 'reconnect' },
      }),
    );
    expect(run.executions.filter(({ phase }) => phase === 'steady')).toMatchObject([
      { status: 'success' },
      { status: 'success' },
    ]);
    expect(
      run.findings.filter(({ verdict }) => verdict === 'violated').map(({ checker }) => checker),
    ).toEqual(hidesExpiry(realm) ? SILENT : []);
    expect(run.verdict).toBe(hidesExpiry(realm) ? 'fail' : 'pass');
  },
);
