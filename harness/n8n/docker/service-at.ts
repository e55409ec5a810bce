import type { Peer } from '../../../mock-provider/index.ts';
import type { ProcessName } from '../../model/system.ts';
import type { ContainerRun } from './run-container.ts';

interface Addressed {
  readonly name: ProcessName;
  /** The latest run. */
  readonly run: Pick<ContainerRun, 'address' | 'ended'> | undefined;
}

/**
 * Containers have an address each. The daemon gives that of one that has ended to the next one that
 * starts: so one that runs counts first, and one that has ended only for what is heard of it later.
 */
export function serviceAt(
  { address }: Peer,
  services: readonly Addressed[],
): ProcessName | undefined {
  const wanted = address.replace(/^::ffff:/, '');
  const there = services.filter(({ run }) => run?.address === wanted);
  return (there.find(({ run }) => run?.ended.aborted === false) ?? there[0])?.name;
}
