import { AsksBeforeItCalls } from './asks-before-it-calls.ts';
import { BacksOff } from './backs-off.ts';
import type { BetterClient } from './better-client.ts';
import { ConnectsInTurn } from './connects-in-turn.ts';
import { GivesNewTokensTime } from './gives-new-tokens-time.ts';
import { InsistsOnOfflineAccess } from './insists-on-offline-access.ts';
import { InsistsOnScope } from './insists-on-scope.ts';
import {
  apiCallFails,
  consentBringsLess,
  newTokenIsRefused,
  severalAtOnce,
  severalItems,
  somethingIsTold,
  storedMayDiffer,
  timePasses,
  tokenRequestFails,
} from './occasions.ts';
import { QueuesRefreshes } from './queues-refreshes.ts';
import { QuotesTheProvider } from './quotes-the-provider.ts';
import { RefreshesByExpiresIn } from './refreshes-by-expires-in.ts';
import { RefreshesEarlyOnce } from './refreshes-early-once.ts';
import { RemembersDeadGrants } from './remembers-dead-grants.ts';
import { RepeatsSafeCalls } from './repeats-safe-calls.ts';
import { RereadsStore } from './rereads-store.ts';
import { SaysItOtherwise } from './says-it-otherwise.ts';
import { SerialisesCalls } from './serialises-calls.ts';
import { SparesTokenEndpoint } from './spares-token-endpoint.ts';
import { StopsAtFirstFailedItem } from './stops-at-first-failed-item.ts';
import { UsesOneSpelling } from './uses-one-spelling.ts';
import { WaitsForRetryAfter } from './waits-for-retry-after.ts';

export type { BetterClient } from './better-client.ts';

const ONE_CALL = 'It never has two calls under way, so that none is overtaken.';

/** Every better client by name. */
export const betterClients = {
  'asks-before-it-calls': {
    create: () => new AsksBeforeItCalls(),
    notAtGates: 'The API refuses none of its calls, and a gate waits for several that are.',
    themes: ['authentication', 'control', 'credential', 'operator', 'reply', 'timing'],
  },
  'backs-off': { create: () => new BacksOff(), actsWhen: tokenRequestFails },
  'connects-in-turn': {
    create: () => new ConnectsInTurn(),
    themes: ['operator', 'timing'],
  },
  'gives-new-tokens-time': {
    create: () => new GivesNewTokensTime(),
    actsWhen: newTokenIsRefused,
  },
  'insists-on-offline-access': {
    create: () => new InsistsOnOfflineAccess(),
    actsWhen: consentBringsLess('without-refresh-token'),
  },
  'insists-on-scope': {
    create: () => new InsistsOnScope(),
    actsWhen: consentBringsLess('granted-less'),
  },
  'queues-refreshes': {
    create: () => new QueuesRefreshes(),
    actsWhen: severalAtOnce,
  },
  'quotes-the-provider': {
    create: () => new QuotesTheProvider(),
    actsWhen: tokenRequestFails,
  },
  'refreshes-by-expires-in': {
    create: () => new RefreshesByExpiresIn(),
    actsWhen: timePasses,
  },
  'refreshes-early-once': { create: () => new RefreshesEarlyOnce(), actsWhen: timePasses },
  'remembers-dead-grants': {
    create: () => new RemembersDeadGrants(),
    actsWhen: tokenRequestFails,
  },
  'repeats-safe-calls': { create: () => new RepeatsSafeCalls(), actsWhen: apiCallFails },
  'rereads-store': { create: () => new RereadsStore(), actsWhen: storedMayDiffer },
  'says-it-otherwise': {
    create: () => new SaysItOtherwise(),
    actsWhen: somethingIsTold,
  },
  'serialises-calls': {
    create: () => new SerialisesCalls(),
    actsWhen: severalAtOnce,
    notAtGates: 'It never has two calls under way, and a gate waits for several.',
    notOvertaken: ONE_CALL,
  },
  'spares-token-endpoint': {
    create: () => new SparesTokenEndpoint(),
    actsWhen: tokenRequestFails,
  },
  'stops-at-first-failed-item': {
    create: () => new StopsAtFirstFailedItem(),
    notOvertaken: ONE_CALL,
    heldFor: '3s',
    actsWhen: severalItems,
  },
  'uses-one-spelling': {
    create: () => new UsesOneSpelling(),
    themes: ['control', 'client-credentials', 'scope'],
  },
  'waits-for-retry-after': {
    create: () => new WaitsForRetryAfter(),
    actsWhen: tokenRequestFails,
  },
} as const satisfies Readonly<Record<string, BetterClient>>;

export type BetterClientName = keyof typeof betterClients;
