import type { WrongClient } from '../wrong-client.ts';
import { LocksAllCredentials } from './locks-all-credentials.ts';
import { LocksAllRefreshes } from './locks-all-refreshes.ts';
import { PollsForTheRefresh } from './polls-for-the-refresh.ts';
import { RefreshesSlowly } from './refreshes-slowly.ts';

/** Mistakes that cost time. */
export const speedMistakes = {
  'locks-all-credentials': {
    create: () => new LocksAllCredentials(),
    caughtBy: 'refresh-is-prompt',
    caughtIn: 'blast-radius/slow-refresh',
  },
  'locks-all-refreshes': {
    create: () => new LocksAllRefreshes(),
    caughtBy: 'refresh-is-prompt',
    caughtIn: 'blast-radius/slow-refresh',
  },
  'polls-for-the-refresh': {
    create: () => new PollsForTheRefresh(),
    caughtBy: 'refresh-is-prompt',
    caughtIn: 'rotation/concurrent-refresh',
  },
  'refreshes-slowly': {
    create: () => new RefreshesSlowly(),
    caughtBy: 'refresh-is-prompt',
    caughtIn: 'control/expired-access-token',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
