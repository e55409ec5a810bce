import type { Capability } from '../../model/capability.ts';
import { isProxied } from './proxied.ts';
import type { Deployment, Topology } from './topology.ts';

/** What can be done with n8n's processes whatever they are made up of. */
const OF_EVERY_SYSTEM: readonly Capability[] = [
  'stored-credential',
  'skew-clock',
  'log',
  'restart',
  'kill',
  'pause',
  'database',
  'sender',
  'execute-command',
];

/** What becomes possible only with the services a topology has. */
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

/**
 * What can be done with an n8n that the harness starts itself. `unseen`: what its driver cannot see
 * into on another kernel.
 */
export function systemCapabilities(
  deployment: Deployment,
  { virtual = process.platform !== 'linux', provider }: Whereabouts,
  unseen: readonly Capability[],
): ReadonlySet<Capability> {
  const all = [...OF_EVERY_SYSTEM, ...OF_TOPOLOGY[deployment.topology]];
  const missing = new Set([...(virtual ? unseen : []), ...missingIn(deployment, provider)]);
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
