import getPort from 'get-port';
import {
  ProviderError,
  reachableAt,
  startProvider,
  type Peer,
  type Provider,
  type ProviderOptions,
} from '../../mock-provider/index.ts';
import { HarnessError } from '../model/error.ts';
import type { ProviderReach, Target } from '../model/target.ts';

export interface OpenedProvider extends AsyncDisposable {
  readonly provider: Provider;
  readonly reach: ProviderReach;
}

interface Wanted {
  /** True when the provider offers its console. */
  readonly console: boolean;
  /** False when heads and bodies are not recorded. */
  readonly wire?: boolean;
  /** Names the target's process at the other end of a connection. */
  readonly senderOf: (peer: Peer) => string | undefined;
}

/**
 * Starts a provider that the target can reach. It listens on 127.0.0.1 unless the target needs
 * another address.
 */
export async function openProvider(
  { provider: place }: Pick<Target, 'provider'>,
  { console, senderOf, wire = true }: Wanted,
): Promise<OpenedProvider> {
  const common = { identifyPeer: senderOf, recordWire: wire, ...(console ? { control: {} } : {}) };
  if (place === undefined) {
    const provider = await startProvider(common);
    return {
      provider,
      reach: { here: provider.url, there: provider.url },
      [Symbol.asyncDispose]: () => provider.close(),
    };
  }
  const port = place.port ?? (await getPort());
  const publicUrl = place.publicUrl?.(port);
  const provider = await start({
    ...common,
    port,
    ...(place.host === undefined ? {} : { host: place.host }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  });
  return {
    provider,
    reach: {
      here: `http://${reachableAt(place.host ?? '127.0.0.1')}:${port}`,
      there: provider.url,
    },
    [Symbol.asyncDispose]: () => provider.close(),
  };
}

/**
 * Starts the provider at the address that was chosen together with the target.
 * @throws HarnessError exit 64 when it cannot be had
 */
async function start(options: ProviderOptions): Promise<Provider> {
  try {
    return await startProvider(options);
  } catch (error) {
    throw error instanceof ProviderError
      ? new HarnessError(error.code, error.message, {
          exitCode: 64,
          cause: error,
          ...(error.hint === undefined ? {} : { hint: error.hint }),
        })
      : error;
  }
}
