import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import type { ProviderAddresses } from '../model/client.ts';

/**
 * Makes this process trust the provider's authority, as NODE_EXTRA_CA_CERTS does for an n8n, when
 * one of the addresses is https.
 */
export async function trustProvider({ tokenUrl, apiUrl }: ProviderAddresses): Promise<void> {
  if (![tokenUrl, apiUrl].some((url) => url.startsWith('https:'))) return;
  // Imported only when needed: without it a worker of the toy queue starts many times as fast.
  const { certificateAuthority } = await import('../../mock-provider/index.ts');
  const authority = await certificateAuthority();
  const trusted = getCACertificates('default');
  if (!trusted.includes(authority)) setDefaultCACertificates([...trusted, authority]);
}
