import { defineRemedy, noOptions } from './define-remedy.ts';

/** Does nothing, as some operators do. */
export const dummy = defineRemedy({
  name: 'dummy',
  act: 'wait and see',
  options: noOptions,
  apply: async () => {},
});
