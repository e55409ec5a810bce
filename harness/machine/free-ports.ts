import getPort from 'get-port';

/**
 * Returns a function that gives ports that were free a moment ago. It never gives the same port
 * twice.
 */
export function freePorts(): () => Promise<number> {
  const given: number[] = [];
  return async () => {
    const port = await getPort({ exclude: given });
    given.push(port);
    return port;
  };
}
