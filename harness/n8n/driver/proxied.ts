/**
 * True when n8n with these settings sends its calls of an address through a proxy. n8n reads the
 * variables as curl does: the scheme's own or ALL_PROXY, in small letters first, NO_PROXY for
 * exceptions, and an empty one is none (https://github.com/Rob--W/proxy-from-env).
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
 * `example.com`, `.example.com` or `*.example.com` with all below it, `*`; each with a port or for
 * any.
 */
function covers(entry: string, host: string, port: string | undefined): boolean {
  const [, name = entry, onlyPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
  if (onlyPort !== undefined && onlyPort !== port) return false;
  return /^[.*]/.test(name) ? host.endsWith(name.replace(/^\*/, '')) : host === name;
}
