import type { WrongClient } from '../wrong-client.ts';
import { RepeatsAcceptedItems } from './repeats-accepted-items.ts';
import { SwallowsErrors } from './swallows-errors.ts';

/** Mistakes in the calls that a workflow makes and in what it reports of them. */
export const workMistakes = {
  'repeats-accepted-items': {
    create: () => new RepeatsAcceptedItems(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'reply/lost-after-commit-reusable',
  },
  'swallows-errors': {
    create: () => new SwallowsErrors(),
    caughtBy: 'failure-is-visible',
    caughtIn: 'outage/token-endpoint-unavailable',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
