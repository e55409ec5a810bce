import { elsewhere, openEngine, type Engine } from './engine.ts';
import { removeLabelled, type RemovedContainers } from './remove-labelled.ts';

/**
 * Removes from the daemon what belongs to the lease of a harness that has ended.
 * @throws HarnessError exit 75 when no daemon answers, or only another one
 */
export async function removeFromDaemon(
  daemon: string,
  lease: string,
  open: () => Promise<Engine> = openEngine,
): Promise<RemovedContainers> {
  const { docker, id } = await open();
  if (id !== daemon)
    throw elsewhere(
      `the run was in another daemon (${daemon}) than the one that answers`,
      'Set DOCKER_HOST to the address of that one.',
    );
  return await removeLabelled(docker, lease);
}
