import type { WrongClient } from '../wrong-client.ts';
import { WaitsForEver } from './waits-for-ever.ts';
import { WorksOnAndOff } from './works-on-and-off.ts';

/** Mistakes that end the client, or keep it from coming to an end. */
export const lifeMistakes = {
  'waits-for-ever': {
    create: () => new WaitsForEver(),
    caughtBy: 'recovery-within-budget',
    caughtIn: 'guide/refresh-token-missing',
  },
  'works-on-and-off': {
    create: () => new WorksOnAndOff(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'outage/many-runs-after',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
