import type { Capability } from '../../model/capability.ts';

/** An instance that belongs to somebody else only runs workflows; it has no further capability. */
export const remoteCapabilities: ReadonlySet<Capability> = new Set();
