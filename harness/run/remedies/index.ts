import type { RemedyName } from '../../model/remedy.ts';
import type { Remedy } from './define-remedy.ts';
import { editScope } from './edit-scope.ts';
import { reconnect } from './reconnect.ts';
import { recreate } from './recreate.ts';
import { restart } from './restart.ts';
import { retryOnFail } from './retry-on-fail.ts';
import { syncClock } from './sync-clock.ts';

/**
 * Every remedy by name. A new one is a file beside this one, a line in the model and a line here.
 */
export const remedies: Readonly<Record<RemedyName, Remedy>> = {
  reconnect,
  recreate,
  'edit-scope': editScope,
  'sync-clock': syncClock,
  'retry-on-fail': retryOnFail,
  restart,
};
