/**
 * True when n8n with these settings uses a proxy for calls to an address. n8n reads the variables
 * as curl does: first the variable of the scheme, then ALL_PROXY, lower case before upper case;
 * NO_PROXY lists exceptions, and an empty variable counts as not set
 * (https://github.com/Rob--W/proxy-from-env).
 */
export function isProxied(settings: Readonly<Record<string, string>>, address: string): boolean {
  const { protocol, hostname, port } = new URL(address);
  const of = (name: string): string => settings[name] || settings[name.toUpperCase()] || '';
  const scheme = protocol.slice(0, -1);
  if (of(`${scheme}_proxy`) === '' && of('all_proxy') === '') return false;
  const exceptions = of('no_proxy')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '');
  return !exceptions.some((entry) =>
    covers(entry, hostname, port === '' ? { http: '80', https: '443' }[scheme] : port),
  );
}

/**
 * True when an entry of NO_PROXY covers a host. An entry is `example.com`, or `.example.com` or
 * `*.example.com` for all subdomains, or `*`; each with a port or for every port.
 */
function covers(entry: string, host: string, port: string | undefined): boolean {
  const [, name = entry, onlyPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
  if (onlyPort !== undefined && onlyPort !== port) return false;
  return /^[.*]/.test(name) ? host.endsWith(name.replace(/^\*/, '')) : host === name;
}
