/**
 * Label of everything that the harness creates in a container daemon. Its value is the id of the
 * lease.
 */
export const LEASE_LABEL = 'n8n-oauth-chaos.lease';

const SERVICE_LABEL = 'n8n-oauth-chaos.service';

/** Labels of what belongs to a lease. @param service whose container it is, for people who look */
export const labelsOf = (lease: string, service?: string): Record<string, string> => ({
  [LEASE_LABEL]: lease,
  ...(service === undefined ? {} : { [SERVICE_LABEL]: service }),
});

/** Name of the network of a lease or, when a service is given, of that service's container. */
export const dockerName = (lease: string, service?: string): string =>
  ['oauth-chaos', lease, ...(service === undefined ? [] : [service])].join('-');
