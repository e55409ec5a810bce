import { poll } from '../../machine/poll.ts';
import { dockerFailure, statusOf } from './docker-failure.ts';
import type { Docker } from './engine.ts';
import { LEASE_LABEL } from './labels.ts';

/** How many containers, networks and volumes were removed. */
export interface RemovedContainers {
  readonly containers: number;
  readonly networks: number;
  readonly volumes: number;
}

/** For a moment after containers are gone, their network still counts them. */
const LET_GO_WITHIN_MS = 10_000;

/**
 * Removes everything in the daemon that has the label of a lease: containers (also running ones)
 * with their unnamed volumes, networks, and volumes. It is no error when something is already gone.
 * @throws HarnessError exit 75, in the daemon's words
 */
export async function removeLabelled(docker: Docker, lease: string): Promise<RemovedContainers> {
  const filters = { label: [`${LEASE_LABEL}=${lease}`] };
  const isOurs = ({
    Labels,
  }: {
    readonly Labels?: Readonly<Record<string, string>> | null | undefined;
  }): boolean => Labels?.[LEASE_LABEL] === lease;
  try {
    const containers = (await docker.listContainers({ all: true, filters })).filter(isOurs);
    await Promise.all(
      containers.map(({ Id }) =>
        docker.getContainer(Id).remove({ force: true, v: true }).catch(unlessGone),
      ),
    );
    const networks = (await docker.listNetworks({ filters })).filter(isOurs);
    for (const { Id } of networks) await removeNetwork(docker, Id);
    const volumes = ((await docker.listVolumes({ filters })).Volumes ?? []).filter(isOurs);
    for (const { Name } of volumes) await docker.getVolume(Name).remove().catch(unlessGone);
    return { containers: containers.length, networks: networks.length, volumes: volumes.length };
  } catch (error) {
    throw dockerFailure('remove what ran in Docker', error, '`oauth-chaos clean` tries again.');
  }
}

async function removeNetwork(docker: Docker, id: string): Promise<void> {
  let refused: unknown;
  const removed = await poll(
    async () => {
      try {
        await docker.getNetwork(id).remove();
        return true;
      } catch (error) {
        if (statusOf(error) === 404) return true;
        if (statusOf(error) !== 403) throw error;
        refused = error;
        return undefined;
      }
    },
    { withinMs: LET_GO_WITHIN_MS, everyMs: 100, signal: new AbortController().signal },
  );
  if (removed !== true) throw refused;
}

/** 404: somebody else has removed it. 409: it is being removed. */
function unlessGone(error: unknown): void {
  if (![404, 409].includes(statusOf(error) ?? 0)) throw error;
}
