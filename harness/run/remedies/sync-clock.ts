import { heal } from '../steps/heal.ts';
import { defineRemedy, noOptions } from './define-remedy.ts';

/** Sets every wrong clock right, as NTP would. */
export const syncClock = defineRemedy({
  name: 'sync-clock',
  act: 'set the wrong clock right',
  options: noOptions,
  nothingToDo: ({ realm, targetFaults }) =>
    [...realm.faults, ...targetFaults].some(({ actsOn }) => actsOn === 'clock')
      ? undefined
      : 'no clock is wrong',
  apply: (run) => heal(run, { actsOn: 'clock' }, 'sync-clock'),
});
