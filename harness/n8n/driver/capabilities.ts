import type { Capability } from '../../model/capability.ts';
import { isProxied } from './proxied.ts';
import type { Deployment, Topology } from './topology.ts';

/** The capabilities in every topology. */
const OF_EVERY_SYSTEM: readonly Capability[] = [
  'stored-credential',
  'disconnect',
  'skew-clock',
  'log',
  'restart',
  'kill',
  'pause',
  'database',
  'sender',
  'execute-command',
  'variables',
];

/** The capabilities that need the services of a topology. */
const OF_TOPOLOGY: Readonly<Record<Topology, readonly Capability[]>> = {
  single: [],
  postgres: ['database-server', 'second-process'],
  queue: ['database-server', 'workers', 'locks', 'redis'],
};

export interface Whereabouts {
  /**
   * True when n8n runs on another kernel than the harness, as in the virtual machine of Docker
   * Desktop.
   */
  readonly virtual?: boolean;
  /** Base URL by which n8n reaches the provider. */
  readonly provider?: string;
  /** False where no browser can open n8n's editor. */
  readonly browser?: boolean;
}

/**
 * The capabilities of an n8n that the harness starts. `unseen`: those that the driver does not have
 * when n8n runs on another kernel.
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
  const { N8N_LOG_LEVEL: level = 'debug', N8N_BLOCK_ENV_ACCESS_IN_NODE: blocked } = settings;
  return [
    // With a single worker, workers cannot interfere with each other.
    ...(topology === 'queue' && workers < 2 ? (['workers'] as const) : []),
    // Below this level n8n logs nothing about credentials, and a search that finds no secret in an
    // empty log proves nothing.
    ...(level === 'debug' ? [] : (['log'] as const)),
    ...(blocked === 'true' ? (['variables'] as const) : []),
    // Through a proxy all requests come from the proxy.
    ...(provider !== undefined && isProxied(settings, provider) ? (['sender'] as const) : []),
  ];
}
