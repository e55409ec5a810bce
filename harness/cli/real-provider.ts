import { checkCreation, ProviderError, startProvider, type FaultName, type Provider } from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import type { ProviderPlan, StandaloneProvider } from './services.ts';

/** Starts a provider with one realm and one client. @throws HarnessError exit 64 */
export async function startStandaloneProvider(plan: ProviderPlan): Promise<StandaloneProvider> {
  let provider: Provider | undefined;
  try {
    checkCreation(plan);
    provider = await startProvider({ host: plan.host, port: plan.port, control: plan.controlToken === undefined ? {} : { token: plan.controlToken } });
    return furnish(provider, plan);
  } catch (error) {
    await provider?.close();
    throw asUsageError(error);
  }
}

function furnish(provider: Provider, { name, policy, faults, seed }: ProviderPlan): StandaloneProvider {
  const { control } = provider;
  if (control === undefined) throw new Error('A provider that was given control options has no control API.');
  const realm = provider.createRealm(name, policy, seed === undefined ? {} : { seed });
  const client = realm.registerClient('main');
  // `checkCreation` has looked at the names.
  for (const fault of faults) realm.inject(fault.name as FaultName, fault.options);
  return { realm, client, control, close: () => provider.close() };
}

/** What the provider refuses was asked for on the command line. */
function asUsageError(error: unknown): unknown {
  return error instanceof ProviderError ? new HarnessError(error.code, error.message, { hint: error.hint, exitCode: 64 }) : error;
}
