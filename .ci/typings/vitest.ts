import type { Provider, Realm } from 'n8n-oauth-chaos/provider';
import expiredAccessToken from 'n8n-oauth-chaos/scenarios/control/expired-access-token';
import { test, type Execution, type N8n, type RealmBeginning } from 'n8n-oauth-chaos/vitest';
import { expectTypeOf } from 'vitest';

/** What the compiler guarantees to a user whose tests use n8n in Vitest. */
test('n8n, and all that the fixture of the provider has', async ({ provider, realm, n8n }) => {
  expectTypeOf(provider).toEqualTypeOf<Provider>();
  expectTypeOf(realm).toEqualTypeOf<Realm>();
  expectTypeOf(n8n).toEqualTypeOf<N8n>();
  const credential = await n8n.connect({ type: 'acmeOAuth2Api', fields: { site: '{{api}}' } });
  const workflow = await n8n.createWorkflow('acme.json', credential);
  expectTypeOf(await workflow.run({ items: [{ id: 1 }], within: '2m' })).toEqualTypeOf<Execution>();
  const { verdict } = await n8n.judge(expiredAccessToken, { workflow: { nodes: [] } });
  expectTypeOf(verdict).toEqualTypeOf<'pass' | 'fail' | 'inconclusive' | 'skipped'>();

  // @ts-expect-error there is no such grant
  void n8n.connect({ grant: 'password' });
  // @ts-expect-error a duration is a text
  void workflow.run({ within: 1_000 });
  // @ts-expect-error what was stored has no tokens in it
  void (await credential.stored()).accessToken;
  // @ts-expect-error the name of a scenario is none
  void n8n.judge('control/expired-access-token');
});
const beginning: RealmBeginning = { policy: { preset: 'google' }, seed: 1 };
test.override('realmBeginning', beginning);
test.override('n8nOptions', { version: '2.41.1', nodes: ['dist'], env: { N8N_LOG_LEVEL: 'info' } });

// @ts-expect-error a misspelt option
test.override('n8nOptions', { node: 'dist' });
// @ts-expect-error a misspelt preset
test.override('realmBeginning', { policy: { preset: 'gogle' } });
