import type { WrongClient } from '../wrong-client.ts';
import { DiesOnHtmlPage } from './dies-on-html-page.ts';
import { DiesOnInvalidGrant } from './dies-on-invalid-grant.ts';
import { FailsFirstExecution } from './fails-first-execution.ts';
import { FailsWhenBusy } from './fails-when-busy.ts';
import { WaitsForEver } from './waits-for-ever.ts';
import { WorksOnAndOff } from './works-on-and-off.ts';

/** Mistakes that end the client, keep it from coming to an end, or from working at all. */
export const lifeMistakes = {
  'waits-for-ever': {
    create: () => new WaitsForEver(),
    caughtBy: 'recovery-within-budget',
    caughtIn: 'guide/refresh-token-missing',
  },
  'works-on-and-off': {
    create: () => new WorksOnAndOff(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'outage/says-for-how-long',
  },
  'dies-on-invalid-grant': {
    create: (onProcess) => new DiesOnInvalidGrant(onProcess),
    caughtBy: 'processes-stay-alive',
    caughtIn: 'revocation/family-revoked',
  },
  'dies-on-html-page': {
    create: (onProcess) => new DiesOnHtmlPage(onProcess),
    caughtBy: 'processes-stay-alive',
    caughtIn: 'outage/token-endpoint-html-page',
  },
  'fails-first-execution': {
    create: () => new FailsFirstExecution(),
    caughtBy: 'works-when-unhindered',
    caughtIn: 'control/no-fault',
  },
  'fails-when-busy': {
    create: () => new FailsWhenBusy(),
    caughtBy: 'works-when-unhindered',
    caughtIn: 'rotation/concurrent-refresh',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
