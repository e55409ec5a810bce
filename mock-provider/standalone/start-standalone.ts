import type { FaultName } from '../faults/index.ts';
import type { RegisteredClient } from '../model/client.ts';
import { ProviderError } from '../model/provider-error.ts';
import { checkCreation } from '../realm/check-creation.ts';
import type { Provider, ProviderOptions } from '../realm/provider.ts';
import type { Realm } from '../realm/realm.ts';
import { startProvider } from '../server/server.ts';
import { KeptState } from './kept-state.ts';
import type { ProviderPlan, StandaloneProvider } from './provider-plan.ts';
import { StandaloneError } from './standalone-error.ts';

const CLIENT = 'main';

/**
 * Starts a provider with one realm and one client, or with the realms from its state file.
 * @throws StandaloneError exit 64
 */
export async function startStandaloneProvider(
  plan: ProviderPlan,
  warn: (line: string) => void = () => undefined,
): Promise<StandaloneProvider> {
  let [provider, state]: [Provider?, KeptState?] = [];
  try {
    checkCreation(plan);
    state = plan.state && (await KeptState.open({ ...plan.state, warn }));
    provider = await start(plan, state);
    const furnished = furnish(provider, plan);
    state?.keep(() => (provider as Provider).memory());
    // Write the file once now. If that is impossible, the user learns it at the start, and not when
    // the state is lost.
    await state?.write();
    return { ...furnished, close: () => stop(provider as Provider, state) };
  } catch (error) {
    await provider?.close();
    await state?.release();
    throw asUsageError(error);
  }
}

async function start(
  { host, port, controlToken, console, allowedHosts, publicUrl }: ProviderPlan,
  state: KeptState | undefined,
): Promise<Provider> {
  const options: ProviderOptions = {
    host,
    port,
    control: {
      ...(controlToken === undefined ? {} : { token: controlToken }),
      ...(console === undefined ? {} : { console }),
      ...(allowedHosts === undefined ? {} : { allowedHosts }),
    },
    ...(publicUrl === undefined ? {} : { publicUrl }),
    ...(state === undefined ? {} : { onChange: () => state.changed() }),
  };
  if (state?.memory === undefined) return startProvider(options);
  try {
    return await startProvider({ ...options, memory: state.memory });
  } catch (error) {
    if (!(error instanceof ProviderError) || error.code !== 'bad-memory') throw error;
    await state.refuse(
      error.message.replace(/^Could not go on from what was remembered: |\.$/g, ''),
    );
    return startProvider(options);
  }
}

function furnish(
  provider: Provider,
  { name, policy, faults, seed }: ProviderPlan,
): Omit<StandaloneProvider, 'close'> {
  const { control } = provider;
  if (control === undefined)
    throw new Error('A provider that was given control options has no control API.');
  const kept = provider.realm(name);
  const realm = kept ?? provider.createRealm(name, policy, seed === undefined ? {} : { seed });
  const client = clientOf(provider, realm) ?? realm.registerClient(CLIENT);
  // `checkCreation` has checked the names.
  if (kept === undefined)
    for (const fault of faults) realm.inject(fault.name as FaultName, fault.options);
  return { realm, client, control, goesOn: kept !== undefined };
}

/**
 * The client of a realm, with its secret. A realm does not return secrets; the provider's memory
 * contains them.
 */
const clientOf = (provider: Provider, { name }: Realm): RegisteredClient | undefined =>
  provider
    .memory()
    .realms.find((realm) => realm.name === name)
    ?.memory.clients.clients.find((client) => client.name === CLIENT);

async function stop(provider: Provider, state: KeptState | undefined): Promise<void> {
  const memory = provider.memory();
  // A closed provider has no realms any more, so the state to write is taken before it closes.
  state?.keep(() => memory);
  await provider.close();
  await state?.close();
}

/**
 * Converts an error of the provider into an error of the command line, from which the refused input
 * came.
 */
function asUsageError(error: unknown): unknown {
  return error instanceof ProviderError
    ? new StandaloneError(error.code, error.message, { hint: error.hint })
    : error;
}
