import type { WrongClient } from '../wrong-client.ts';
import { AlwaysEncodesQueryTwice } from './always-encodes-query-twice.ts';
import { AlwaysGets } from './always-gets.ts';
import { AnswersBeforeItEnds } from './answers-before-it-ends.ts';
import { AnswersFirstItemOnly } from './answers-first-item-only.ts';
import { CallsNothing } from './calls-nothing.ts';
import { DropsFailedItems } from './drops-failed-items.ts';
import { DropsHalfOfOutput } from './drops-half-of-output.ts';
import { EncodesQueryTwice } from './encodes-query-twice.ts';
import { GarblesBody } from './garbles-body.ts';
import { GarblesQuery } from './garbles-query.ts';
import { KeepsFirstAnswer } from './keeps-first-answer.ts';
import { LeavesPercentInQuery } from './leaves-percent-in-query.ts';
import { LeavesPlusInQuery } from './leaves-plus-in-query.ts';
import { LosesBodyOnRepeat } from './loses-body-on-repeat.ts';
import { LosesHeadersOnRepeat } from './loses-headers-on-repeat.ts';
import { LosesPartsOnRepeat } from './loses-parts-on-repeat.ts';
import { LosesQueryOnRepeat } from './loses-query-on-repeat.ts';
import { PairsWithWrongItem } from './pairs-with-wrong-item.ts';
import { RepeatsAcceptedItems } from './repeats-accepted-items.ts';
import { RepeatsAllItems } from './repeats-all-items.ts';
import { RepeatsAsGet } from './repeats-as-get.ts';
import { RepeatsForWrongItem } from './repeats-for-wrong-item.ts';
import { RepeatsLostOrders } from './repeats-lost-orders.ts';
import { RepeatsNoParts } from './repeats-no-parts.ts';
import { ReplaysFailedItemsLater } from './replays-failed-items-later.ts';
import { RetriesAllItems } from './retries-all-items.ts';
import { SendsFirstItemsValues } from './sends-first-items-values.ts';
import { SwallowsErrors } from './swallows-errors.ts';
import { SwapsResults } from './swaps-results.ts';

/** Mistakes in the calls that a workflow makes and in what it reports of them. */
export const workMistakes = {
  'calls-nothing': {
    create: () => new CallsNothing(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'control/no-fault',
  },
  'repeats-accepted-items': {
    create: () => new RepeatsAcceptedItems(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'rotation/concurrent-refresh-items',
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
  'always-encodes-query-twice': {
    create: () => new AlwaysEncodesQueryTwice(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'control/no-fault',
  },
  'leaves-plus-in-query': {
    create: () => new LeavesPlusInQuery(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'control/no-fault',
  },
  'leaves-percent-in-query': {
    create: () => new LeavesPercentInQuery(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'control/no-fault',
  },
  'garbles-query': {
    create: () => new GarblesQuery(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'control/no-fault',
  },
  'always-gets': {
    create: () => new AlwaysGets(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'garbles-body': {
    create: () => new GarblesBody(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'sends-first-items-values': {
    create: () => new SendsFirstItemsValues(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'encodes-query-twice': {
    create: () => new EncodesQueryTwice(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'control/expired-access-token',
  },
  'loses-body-on-repeat': {
    create: () => new LosesBodyOnRepeat(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'loses-parts-on-repeat': {
    create: () => new LosesPartsOnRepeat(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'resource/multipart-body',
  },
  'repeats-no-parts': {
    create: () => new RepeatsNoParts(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'resource/multipart-body',
  },
  'loses-headers-on-repeat': {
    create: () => new LosesHeadersOnRepeat(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'control/expired-access-token',
  },
  'loses-query-on-repeat': {
    create: () => new LosesQueryOnRepeat(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'control/expired-access-token',
  },
  'repeats-as-get': {
    create: () => new RepeatsAsGet(),
    caughtBy: 'request-repeated-unchanged',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
  'drops-failed-items': {
    create: () => new DropsFailedItems(),
    caughtBy: 'results-belong-to-items',
    caughtIn: 'resource/answer-lost',
  },
  'repeats-lost-orders': {
    create: () => new RepeatsLostOrders(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'resource/answer-lost',
  },
  'retries-all-items': {
    create: () => new RetriesAllItems(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'resource/one-item-retried',
  },
  'replays-failed-items-later': {
    create: () => new ReplaysFailedItemsLater(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'outage/token-endpoint-throttled',
  },
  'repeats-for-wrong-item': {
    create: () => new RepeatsForWrongItem(),
    caughtBy: 'items-accepted-exactly-once',
    caughtIn: 'rotation/concurrent-refresh-items',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
