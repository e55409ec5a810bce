import type { Capability } from '../../model/capability.ts';
import { systemCapabilities, type Whereabouts } from '../driver/capabilities.ts';
import type { Deployment } from '../driver/topology.ts';

/** The capabilities of an n8n that runs in containers. */
export const dockerCapabilities = (
  deployment: Deployment,
  where: Whereabouts = {},
): ReadonlySet<Capability> =>
  systemCapabilities(
    deployment,
    where,
    deployment.topology === 'single'
      ? // Two kernels do not see each other's locks on one SQLite file: a reader could see half of
        // a change, and a writer could damage the file.
        ['sender', 'stored-credential', 'database']
      : // From outside a virtual machine the addresses of its containers are not visible.
        ['sender'],
  );
