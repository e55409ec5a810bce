import type { Capability } from '../../model/capability.ts';

/** Somebody else's n8n runs workflows for us, and that is all. */
export const remoteCapabilities: ReadonlySet<Capability> = new Set();
