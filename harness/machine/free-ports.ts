import getPort from 'get-port';

/** Gives ports that were free a moment ago, no two alike. */
export function freePorts(): () => Promise<number> {
  const given: number[] = [];
  return async () => {
    const port = await getPort({ exclude: given });
    given.push(port);
    return port;
  };
}
