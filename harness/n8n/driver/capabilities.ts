import type { Capability } from '../../model/capability.ts';
import type { Topology } from './topology.ts';

export const DRIVERS = ['embedded', 'docker', 'remote'] as const;
export type Driver = (typeof DRIVERS)[number];

/** What a driver can do with n8n's processes whatever they are made up of. */
const OF_DRIVER: Readonly<Record<Driver, readonly Capability[]>> = {
  embedded: ['stored-credential', 'skew-clock', 'log', 'restart', 'kill', 'pause', 'database', 'sender'],
  docker: ['stored-credential', 'log', 'restart', 'kill', 'pause', 'database', 'sender'],
  remote: [],
};

/** What becomes possible only with the parts a topology has. */
const OF_TOPOLOGY: Readonly<Record<Topology, readonly Capability[]>> = {
  single: [],
  postgres: ['database-server', 'second-process'],
  queue: ['database-server', 'workers', 'locks', 'redis'],
};

/** Everything a target of this kind can do; the drivers and the documentation both ask here. */
export function capabilitiesOf(driver: Driver, topology: Topology): ReadonlySet<Capability> {
  const ofTopology = driver === 'remote' ? [] : OF_TOPOLOGY[topology];
  // Only Linux tells which process holds a connection; containers have an address each.
  const own = OF_DRIVER[driver].filter((capability) => capability !== 'sender' || driver !== 'embedded' || process.platform === 'linux');
  return new Set([...own, ...ofTopology]);
}
