import type { WrongClient } from '../wrong-client.ts';
import { LeaksTokenInError } from './leaks-token-in-error.ts';

/** Mistakes that show a token or a secret to somebody. */
export const secretsMistakes = {
  'leaks-token-in-error': {
    create: () => new LeaksTokenInError(),
    caughtBy: 'no-secret-leaked',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
