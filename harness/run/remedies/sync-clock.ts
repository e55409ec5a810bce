import { heal } from '../steps/heal.ts';
import type { Remedy } from './define-remedy.ts';

/** Sets every wrong clock right, as NTP would. */
export const syncClock: Remedy = {
  name: 'sync-clock',
  apply: (run) => heal(run, { surface: 'clock' }, 'sync-clock'),
};
