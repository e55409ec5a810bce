import { defineRemedy, noOptions } from './define-remedy.ts';

/** Changes nothing: a remedy is followed by a run of the workflow, which is all that this is. */
export const runAgain = defineRemedy({
  name: 'run-again',
  act: 'run the workflow once more',
  options: noOptions,
  apply: () => Promise.resolve(),
});
