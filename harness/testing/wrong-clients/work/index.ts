import type { WrongClient } from '../wrong-client.ts';
import { AnswersBeforeItEnds } from './answers-before-it-ends.ts';
import { AnswersFirstItemOnly } from './answers-first-item-only.ts';
import { DropsHalfOfOutput } from './drops-half-of-output.ts';
import { KeepsFirstAnswer } from './keeps-first-answer.ts';
import { PairsWithWrongItem } from './pairs-with-wrong-item.ts';
import { RepeatsAcceptedItems } from './repeats-accepted-items.ts';
import { RepeatsAllItems } from './repeats-all-items.ts';
import { SwallowsErrors } from './swallows-errors.ts';
import { SwapsResults } from './swaps-results.ts';

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
  'swaps-results': {
    create: () => new SwapsResults(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'pairs-with-wrong-item': {
    create: () => new PairsWithWrongItem(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'drops-half-of-output': {
    create: () => new DropsHalfOfOutput(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'keeps-first-answer': {
    create: () => new KeepsFirstAnswer(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'answers-first-item-only': {
    create: () => new AnswersFirstItemOnly(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'answers-before-it-ends': {
    create: () => new AnswersBeforeItEnds(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'guide/refresh-token-revoked-reconnect',
  },
  'repeats-all-items': {
    create: () => new RepeatsAllItems(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
