import { ProviderError } from '../model/provider-error.ts';

/**
 * The host in the form that a URL needs. An address that means all interfaces is replaced by
 * loopback.
 */
export function reachableAt(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Checks a base URL and removes the slash at its end.
 * @throws ProviderError when nothing can be put after it
 */
export function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.password !== '' ||
    url.search !== '' ||
    url.hash !== ''
  ) {
    throw new ProviderError(
      'bad-public-url',
      `Could not start the provider: '${text}' is no base of URLs.`,
      { hint: 'Write it as http://oauth.example:8090, without query and user name.' },
    );
  }
  return url.href.replace(/\/+$/, '');
}
