import type { Capability } from '../../model/capability.ts';
import type { Topology } from './topology.ts';

export const DRIVERS = ['embedded', 'docker', 'remote'] as const;
export type Driver = (typeof DRIVERS)[number];

/** What a driver can do with n8n's processes whatever they are made up of. */
const OF_DRIVER: Readonly<Record<Driver, readonly Capability[]>> = {
  embedded: ['stored-credential', 'skew-clock', 'log', 'restart', 'kill', 'pause', 'database', 'sender'],
  docker: ['stored-credential', 'skew-clock', 'log', 'restart', 'kill', 'pause', 'database', 'sender'],
  remote: [],
};

/** What becomes possible only with the parts a topology has. */
const OF_TOPOLOGY: Readonly<Record<Topology, readonly Capability[]>> = {
  single: [],
  postgres: ['database-server'],
  queue: ['database-server', 'workers', 'locks', 'redis'],
};

export interface Whereabouts {
  /** True where n8n runs on a kernel of its own, as in the virtual machine of Docker Desktop. */
  readonly virtual: boolean;
}

/** Everything a target of this kind can do; the drivers and the documentation both ask here. */
export function capabilitiesOf(driver: Driver, topology: Topology, { virtual }: Whereabouts = { virtual: process.platform !== 'linux' }): ReadonlySet<Capability> {
  const ofTopology = driver === 'remote' ? [] : OF_TOPOLOGY[topology];
  const missing = missingWhere(driver, topology, virtual);
  return new Set([...OF_DRIVER[driver].filter((capability) => !missing.includes(capability)), ...ofTopology]);
}

function missingWhere(driver: Driver, topology: Topology, virtual: boolean): readonly Capability[] {
  if (!virtual) return [];
  // Only Linux tells which process holds a connection, and a virtual machine hides the containers' addresses.
  if (driver === 'embedded' || topology !== 'single') return ['sender'];
  // Two kernels do not see each other's locks on one SQLite file: reading it could show half a change, writing could ruin it.
  return ['sender', 'stored-credential', 'database'];
}
