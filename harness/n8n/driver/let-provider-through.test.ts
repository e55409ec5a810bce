import { describe, expect, it } from 'vitest';
import { letProviderThrough } from './chosen-settings.ts';

describe('letProviderThrough', () => {
  const on = { N8N_SSRF_PROTECTION_ENABLED: 'true' };

  it.each([
    ['http://127.0.0.1:8090', { N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32' }],
    ['http://[::1]:8090', { N8N_SSRF_ALLOWED_IP_RANGES: '::1/128' }],
    ['http://host.docker.internal:8090', { N8N_SSRF_ALLOWED_HOSTNAMES: 'host.docker.internal' }],
  ])('with SSRF protection it lets %s through', (url, added) => {
    expect(letProviderThrough(on, url)).toEqual({ ...on, ...added });
  });

  it('does nothing without protection, or where the user has decided', () => {
    expect(letProviderThrough({}, 'http://127.0.0.1:1')).toEqual({});
    const decided = { ...on, N8N_SSRF_ALLOWED_HOSTNAMES: 'x' };
    expect(letProviderThrough(decided, 'http://127.0.0.1:1')).toBe(decided);
  });
});
