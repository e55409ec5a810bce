import {
  connectToProvider,
  faults,
  isDuration,
  preset,
  presets,
  ProviderError,
  startProvider,
  toMs,
  type Duration,
  type FaultName,
  type FaultOptions,
  type LedgerEntry,
  type Policy,
  type PresetName,
  type Provider,
  type Realm,
  type RegisteredClient,
  type RemoteRealm,
  type TokenRef,
} from 'n8n-oauth-chaos/provider';
import { expectTypeOf } from 'vitest';

/** What the compiler guarantees to a user who tests their own OAuth client with the provider. */
const provider = await startProvider({ port: 0, control: { token: 'off' } });
expectTypeOf(provider).toEqualTypeOf<Provider>();
expectTypeOf(provider).toExtend<AsyncDisposable>();
expectTypeOf(provider.realm('demo')).toEqualTypeOf<Realm | undefined>();

const realm = provider.createRealm('demo', { accessTokenTtl: '60s' }, { seed: 1 });
provider.createRealm('google', { preset: 'google', policy: { accessTokenTtl: '60s' } });
provider.createRealm('slack', preset('slack'));
expectTypeOf(realm).toEqualTypeOf<Realm>();
expectTypeOf(realm.tokenUrl).toEqualTypeOf<string>();
expectTypeOf(realm.policy).toEqualTypeOf<Policy>();
expectTypeOf(realm.registerClient('main')).toEqualTypeOf<RegisteredClient>();
expectTypeOf(realm.identify('raw')).toEqualTypeOf<TokenRef | 'foreign' | 'absent'>();
expectTypeOf(realm.ledger().entries).toExtend<readonly LedgerEntry[]>();
expectTypeOf(realm.clock.now()).toEqualTypeOf<number>();
realm.heal(realm.inject('token/throttled', { times: 3 }).id);

// Names are a union of literals, not just `string`.
expectTypeOf<string>().not.toExtend<FaultName>();
expectTypeOf<string>().not.toExtend<PresetName>();
expectTypeOf<'refresh-token/revoked' | 'wire/reset'>().toExtend<FaultName>();
expectTypeOf<'google' | 'entra'>().toExtend<PresetName>();
expectTypeOf(faults.map(({ name }) => name)).toEqualTypeOf<FaultName[]>();
expectTypeOf(presets.map(({ name }) => name)).toEqualTypeOf<PresetName[]>();
expectTypeOf<FaultOptions<'rotation/grace'>['grace']>().toEqualTypeOf<Duration | undefined>();

expectTypeOf<'250ms' | '1.5h' | '90d'>().toExtend<Duration>();
expectTypeOf(toMs).parameters.toEqualTypeOf<[Duration]>();
expectTypeOf(isDuration).guards.toEqualTypeOf<Duration>();
expectTypeOf(ProviderError).instance.toExtend<Error>();

const remote = connectToProvider({ url: 'http://127.0.0.1:8090/control/v1', token: 'off' });
expectTypeOf(await remote.createRealm('demo', { preset: 'google' })).toEqualTypeOf<RemoteRealm>();

// @ts-expect-error a misspelt fault
realm.inject('token/throtled');
// @ts-expect-error a misspelt preset
provider.createRealm('demo', { preset: 'gogle' });
// @ts-expect-error a misspelt setting
provider.createRealm('demo', { accessTokenTTL: '60s' });
// @ts-expect-error a number is no duration
provider.createRealm('demo', { accessTokenTtl: 60 });
// @ts-expect-error there is no such rotation
realm.changePolicy({ refreshToken: { rotation: 'sometimes' } });
// @ts-expect-error a port is a number
await startProvider({ port: '8090' });
// @ts-expect-error there is no such kind of client
realm.registerClient('main', { type: 'secret' });
// @ts-expect-error a grant ends as expired or revoked
realm.endGrants({ state: 'lost' });
// @ts-expect-error an address is not changed
realm.tokenUrl = '';
// @ts-expect-error a duration has a unit
toMs('30');
// @ts-expect-error a misspelt fault, from afar
void remote.realm('demo').inject('token/throtled');
