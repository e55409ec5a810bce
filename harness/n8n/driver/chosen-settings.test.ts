import { describe, expect, it } from 'vitest';
import { letProviderThrough, parseSettings, shownSettings } from './chosen-settings.ts';

describe('parseSettings', () => {
  it('reads names and values; a value may hold equals signs, or nothing', () => {
    expect(parseSettings(['N8N_LOG_LEVEL=info', 'NODE_FUNCTION_ALLOW_EXTERNAL=a=b', 'HTTPS_PROXY='])).toEqual({ N8N_LOG_LEVEL: 'info', NODE_FUNCTION_ALLOW_EXTERNAL: 'a=b', HTTPS_PROXY: '' });
  });

  it.each(['N8N_LOG_LEVEL', '=x', '1X=2', 'A B=c'])('refuses what is no setting: %s', (text) => {
    expect(() => parseSettings([text])).toThrow(expect.objectContaining({ code: 'usage', exitCode: 64, hint: expect.stringContaining('N8N_LOG_LEVEL') }));
  });

  it.each(['N8N_PORT=1', 'DB_TYPE=mysqldb', 'QUEUE_BULL_REDIS_HOST=x', 'N8N_ENCRYPTION_KEY=k', 'NODE_OPTIONS=--inspect', 'EXECUTIONS_MODE=queue'])('refuses what is its own: %s', (text) => {
    expect(() => parseSettings([text])).toThrow(/the harness sets it itself/);
  });

  it('never repeats a value in a refusal', () => {
    expect(() => parseSettings(['N8N_ENCRYPTION_KEY=very-secret'])).toThrow(expect.objectContaining({ message: expect.not.stringContaining('very-secret') }));
  });
});

describe('shownSettings', () => {
  it('withholds what may be a secret', () => {
    expect(shownSettings({ N8N_SENTRY_DSN: 'd', N8N_SMTP_PASS: 'p', SOME_TOKEN: 't', N8N_LOG_LEVEL: 'info' })).toEqual({ N8N_SENTRY_DSN: '<withheld>', N8N_SMTP_PASS: '<withheld>', SOME_TOKEN: '<withheld>', N8N_LOG_LEVEL: 'info' });
  });
});

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
