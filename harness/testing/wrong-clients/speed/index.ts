import type { WrongClient } from '../wrong-client.ts';
import { PollsForTheRefresh } from './polls-for-the-refresh.ts';
import { RefreshesSlowly } from './refreshes-slowly.ts';

/** Mistakes that cost time. */
export const speedMistakes = {
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
