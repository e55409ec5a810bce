import type { Capability } from '../../model/capability.ts';
import { systemCapabilities, type Whereabouts } from '../driver/capabilities.ts';
import type { Deployment } from '../driver/topology.ts';

/** What can be done with processes of this machine. */
export const embeddedCapabilities = (
  deployment: Deployment,
  where: Whereabouts = {},
): ReadonlySet<Capability> =>
  // Only Linux tells which process holds a connection.
  systemCapabilities(deployment, where, ['sender']);
