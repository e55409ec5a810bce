import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dockerFailure } from './docker-failure.ts';
import { elsewhere, type Docker } from './engine.ts';

/** How a provider on this machine and n8n in a container find each other. */
export interface Place {
  /** Address of this machine on which the provider listens. */
  readonly host: string;
  /** What containers call it; as it is where left out. */
  readonly publicUrl?: (port: number) => string;
  /**
   * True where the daemon lives in a virtual machine: its files, its kernel and its addresses are
   * not ours.
   */
  readonly virtual: boolean;
}

/** Name by which Docker Desktop and its like let containers call this machine's 127.0.0.1. */
const HOST_NAME = 'host.docker.internal';

/** What is known of the machine we are on. */
interface Surroundings {
  /** True when it has that address. */
  readonly isOurs: (address: string) => Promise<boolean>;
  readonly inContainer: boolean;
}

/**
 * On Linux the address of the default bridge: this machine has it, every container can reach it,
 * and nobody outside can. Where this machine has no such address the daemon is in a virtual
 * machine.
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
  readonly IPAM?: { readonly Config?: readonly { readonly Gateway?: string }[] | null };
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
  // Some daemons tell the subnet only; then the interface has it.
  return networkInterfaces()[
    network.Options?.['com.docker.network.bridge.name'] ?? 'docker0'
  ]?.find(({ family }) => family === 'IPv4')?.address;
}

/** The list of interfaces leaves out a bridge that nobody is connected to; listening tells. */
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
