import type { Remedy } from './define-remedy.ts';

/** Restarts the client, the oldest remedy of all. */
export const restart: Remedy = {
  name: 'restart',
  apply: (run) => run.client.restart(run.signal),
};
