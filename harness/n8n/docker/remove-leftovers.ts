import { elsewhere, openEngine, type Engine } from './engine.ts';
import { removeLabelled, type RemovedContainers } from './remove-labelled.ts';

/**
 * Removes what a lease whose harness is gone left in the daemon it was started in.
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
