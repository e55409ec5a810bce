import type { Capability } from '../../model/capability.ts';
import { systemCapabilities, type Whereabouts } from '../driver/capabilities.ts';
import type { Deployment } from '../driver/topology.ts';

/** The capabilities of an n8n that runs as processes of this machine. */
export const embeddedCapabilities = (
  deployment: Deployment,
  where: Whereabouts = {},
): ReadonlySet<Capability> =>
  // Only Linux shows which process holds a connection.
  new Set([
    ...systemCapabilities(deployment, where, ['sender']),
    'https',
    'lookups',
    'other-key',
    'other-version',
    ...(where.browser === false ? [] : (['browser'] as const)),
  ]);
