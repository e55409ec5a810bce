import { defineRemedy, noOptions } from './define-remedy.ts';

/** Restarts the client. */
export const restart = defineRemedy({
  name: 'restart',
  act: 'restart n8n',
  options: noOptions,
  requires: ['restart'],
  apply: (run) => run.client.restart(run.signal),
});
