import type { Capability } from '../../model/capability.ts';
import { isProxied } from './proxied.ts';
import type { Deployment, Topology } from './topology.ts';

export const DRIVERS = ['embedded', 'docker', 'remote'] as const;
export type Driver = (typeof DRIVERS)[number];

/** What a driver can do with n8n's processes whatever they are made up of. */
const OF_DRIVER: Readonly<Record<Driver, readonly Capability[]>> = {
  embedded: [
    'stored-credential',
    'skew-clock',
    'log',
    'restart',
    'kill',
    'pause',
    'database',
    'sender',
    'execute-command',
  ],
  docker: [
    'stored-credential',
    'skew-clock',
    'log',
    'restart',
    'kill',
    'pause',
    'database',
    'sender',
    'execute-command',
  ],
  remote: [],
};

/** What becomes possible only with the parts a topology has. */
const OF_TOPOLOGY: Readonly<Record<Topology, readonly Capability[]>> = {
  single: [],
  postgres: ['database-server', 'second-process'],
  queue: ['database-server', 'workers', 'locks', 'redis'],
};

export interface Whereabouts {
  /** True where n8n runs on a kernel of its own, as in the virtual machine of Docker Desktop. */
  readonly virtual?: boolean;
  /** Base URL of the provider as n8n reaches it. */
  readonly provider?: string;
}

/** Everything a target of this kind can do; the drivers and the documentation both ask here. */
export function capabilitiesOf(
  driver: Driver,
  deployment: Deployment,
  { virtual = process.platform !== 'linux', provider }: Whereabouts = {},
): ReadonlySet<Capability> {
  const { topology } = deployment;
  const all = [...OF_DRIVER[driver], ...(driver === 'remote' ? [] : OF_TOPOLOGY[topology])];
  const missing = new Set([
    ...missingWhere(driver, topology, virtual),
    ...missingIn(deployment, provider),
  ]);
  return new Set(all.filter((capability) => !missing.has(capability)));
}

function missingIn(
  { topology, workers, settings }: Deployment,
  provider: string | undefined,
): readonly Capability[] {
  const { N8N_LOG_LEVEL: level = 'debug' } = settings;
  return [
    // One worker has nobody to get in the way of.
    ...(topology === 'queue' && workers < 2 ? (['workers'] as const) : []),
    // n8n says nothing about credentials then, and finding no secret in nothing proves nothing.
    ...(level === 'debug' ? [] : (['log'] as const)),
    // Then every request comes from the proxy.
    ...(provider !== undefined && isProxied(settings, provider) ? (['sender'] as const) : []),
  ];
}

function missingWhere(driver: Driver, topology: Topology, virtual: boolean): readonly Capability[] {
  if (!virtual) return [];
  // Only Linux tells which process holds a connection, and a virtual machine hides the containers'
  // addresses.
  if (driver === 'embedded' || topology !== 'single') return ['sender'];
  // Two kernels do not see each other's locks on one SQLite file: reading it could show half a
  // change, writing could ruin it.
  return ['sender', 'stored-credential', 'database'];
}
