import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dockerFailure } from './docker-failure.ts';
import { elsewhere, type Docker } from './engine.ts';

/** How a provider on this machine and n8n in a container find each other. */
export interface Place {
  /** Address of this machine on which the provider listens. */
  readonly host: string;
  /** The URL by which containers reach the provider; without it they use the address itself. */
  readonly publicUrl?: (port: number) => string;
  /** True when the daemon runs in a virtual machine, with its own files, kernel and addresses. */
  readonly virtual: boolean;
}

/**
 * Host name by which containers reach 127.0.0.1 of this machine in Docker Desktop and similar
 * products.
 */
const HOST_NAME = 'host.docker.internal';

/** Facts about the machine on which the harness runs. */
interface Surroundings {
  /** True when this machine has the address. */
  readonly isOurs: (address: string) => Promise<boolean>;
  readonly inContainer: boolean;
}

/**
 * Chooses where the provider listens. On Linux this is the address of the default bridge: this
 * machine has it, every container can reach it, and nobody outside can. When this machine does not
 * have that address, the daemon is in a virtual machine.
 * @throws HarnessError `docker-elsewhere` (75) when we are in a container ourselves, and the daemon
 * is not
 */
export async function providerPlace(
  docker: Docker,
  { isOurs, inContainer }: Surroundings = {
    isOurs: canListen,
    inContainer: existsSync('/.dockerenv'),
  },
): Promise<Place> {
  const gateway = await bridgeAddress(docker);
  if (gateway !== undefined && (await isOurs(gateway))) return { host: gateway, virtual: false };
  if (inContainer)
    throw elsewhere(
      'the harness runs in a container and the daemon outside, where its 127.0.0.1 cannot be reached',
      'Run the container of the harness with --network host, or the harness outside.',
    );
  return { host: '127.0.0.1', publicUrl: (port) => `http://${HOST_NAME}:${port}`, virtual: true };
}

interface BridgeNetwork {
  readonly IPAM?: {
    readonly Config?: readonly { readonly Gateway?: string; readonly Subnet?: string }[] | null;
  };
  readonly Options?: Readonly<Record<string, string>> | null;
}

async function bridgeAddress(docker: Docker): Promise<string | undefined> {
  let network: BridgeNetwork;
  try {
    network = (await docker.getNetwork('bridge').inspect()) as BridgeNetwork;
  } catch (cause) {
    throw dockerFailure("look at Docker's default network", cause);
  }
  const told = network.IPAM?.Config?.map(({ Gateway }) => Gateway).find(
    (address) => address?.includes('.') === true,
  );
  if (told !== undefined) return told;
  // Some daemons report only the subnet of the bridge. Its address is then read from the network
  // interface, which Node does not list while no container is connected. What is left then is
  // Docker's own rule: a bridge has the first address of its subnet.
  return (
    networkInterfaces()[network.Options?.['com.docker.network.bridge.name'] ?? 'docker0']?.find(
      ({ family }) => family === 'IPv4',
    )?.address ??
    network.IPAM?.Config?.map(({ Subnet }) => firstAddress(Subnet)).find(
      (address) => address !== undefined,
    )
  );
}

/** The first address of an IPv4 subnet: `172.17.0.1` of `172.17.0.0/16`. */
function firstAddress(subnet: string | undefined): string | undefined {
  const [, network, last] = /^(\d+\.\d+\.\d+)\.(\d+)\/\d+$/.exec(subnet ?? '') ?? [];
  return network === undefined ? undefined : `${network}.${Number(last) + 1}`;
}

/**
 * True when this machine has the address. The list of interfaces omits a bridge without connected
 * containers, so the test is to listen there.
 */
async function canListen(address: string): Promise<boolean> {
  const server = createServer();
  try {
    return await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(0, address, () => resolve(true));
    });
  } finally {
    server.close();
  }
}
