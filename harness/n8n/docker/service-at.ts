import type { Peer } from '../../../mock-provider/index.ts';
import type { ProcessName } from '../../model/system.ts';
import type { ContainerRun } from './run-container.ts';

interface Addressed {
  readonly name: ProcessName;
  /** The latest run of the container. */
  readonly run: Pick<ContainerRun, 'address' | 'ended'> | undefined;
}

/**
 * Finds the service behind an address: each container has its own. The daemon gives the address of
 * an ended container to the next one that starts. So a running container is looked for first, and
 * an ended one only for events that arrive after its end.
 */
export function serviceAt(
  { address }: Peer,
  services: readonly Addressed[],
): ProcessName | undefined {
  const wanted = address.replace(/^::ffff:/, '');
  const there = services.filter(({ run }) => run?.address === wanted);
  return (there.find(({ run }) => run?.ended.aborted === false) ?? there[0])?.name;
}
