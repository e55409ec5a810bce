import { randomInt } from 'node:crypto';
import getPort from 'get-port';

/**
 * Where ports are looked for: below those that Linux (from 32768) and macOS (from 49152) give to
 * outgoing connections. One of those can be taken in the moment before its service is up.
 */
const LOWEST = 20_000;
const HIGHEST = 32_767;
/** So many are tried before the system is asked for any. */
const TRIES = 100;

/**
 * Returns a function that gives ports that were free a moment ago. It never gives the same port
 * twice, and another process that looks for ports at the same time hardly finds the same ones.
 */
export function freePorts(): () => Promise<number> {
  const given: number[] = [];
  return async () => {
    const port = await getPort({
      port: Array.from({ length: TRIES }, () => randomInt(LOWEST, HIGHEST + 1)),
      exclude: given,
    });
    given.push(port);
    return port;
  };
}
