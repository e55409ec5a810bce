import type { Capability } from '../../model/capability.ts';
import { systemCapabilities, type Whereabouts } from '../driver/capabilities.ts';
import type { Deployment } from '../driver/topology.ts';

/** What can be done with containers. */
export const dockerCapabilities = (
  deployment: Deployment,
  where: Whereabouts = {},
): ReadonlySet<Capability> =>
  systemCapabilities(
    deployment,
    where,
    deployment.topology === 'single'
      ? // Two kernels do not see each other's locks on one SQLite file: reading it could show half
        // a change, writing could ruin it.
        ['sender', 'stored-credential', 'database']
      : // A virtual machine hides the containers' addresses.
        ['sender'],
  );
