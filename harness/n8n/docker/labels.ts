/**
 * Label of everything the harness makes in a container daemon; its value is the id of the lease.
 */
export const LEASE_LABEL = 'n8n-oauth-chaos.lease';

const PART_LABEL = 'n8n-oauth-chaos.part';

/** Labels of what belongs to a lease. @param part whose container it is, for people who look */
export const labelsOf = (lease: string, part?: string): Record<string, string> => ({
  [LEASE_LABEL]: lease,
  ...(part === undefined ? {} : { [PART_LABEL]: part }),
});

/** Name of a lease's network or, with a part, of that part's container. */
export const dockerName = (lease: string, part?: string): string =>
  ['oauth-chaos', lease, ...(part === undefined ? [] : [part])].join('-');
