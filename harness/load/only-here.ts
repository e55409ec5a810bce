import { BlockList, isIPv6 } from 'node:net';
import { HarnessError } from '../model/error.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** True for an address of this machine that nobody else can have. A name may stand for any. */
function isHere(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return /^[\d.]+$|:/.test(host) && loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4');
}

/**
 * Refuses addresses that load must not go to.
 * @throws HarnessError `load-not-local`, exit 64
 */
export function requireHere(urls: readonly string[]): void {
  const elsewhere = urls.find((url) => !isHere(url));
  if (elsewhere === undefined) return;
  throw new HarnessError(
    'load-not-local',
    `Could not begin the load: ${new URL(elsewhere).host} is not an address of this machine.`,
    {
      exitCode: 64,
      hint: 'Load goes to 127.0.0.1 and ::1. Somebody who owns another instance gives --allow-remote-load.',
    },
  );
}
