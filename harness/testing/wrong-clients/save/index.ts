import type { WrongClient } from '../wrong-client.ts';
import { DropsEveryToken } from './drops-every-token.ts';
import { ForgetsRotatedToken } from './forgets-rotated-token.ts';
import { MergesHtmlReply } from './merges-html-reply.ts';
import { SavesIntoWrongField } from './saves-into-wrong-field.ts';

/** Mistakes in what is kept of a token reply, and where. */
export const saveMistakes = {
  'drops-every-token': {
    create: () => new DropsEveryToken(),
    caughtBy: 'others-unaffected',
    caughtIn: 'blast-radius/family-revoked',
  },
  'forgets-rotated-token': {
    create: () => new ForgetsRotatedToken(),
    caughtBy: 'no-reuse-of-spent-token',
    caughtIn: 'guide/rotation-is-stored',
  },
  'merges-html-reply': {
    create: () => new MergesHtmlReply(),
    caughtBy: 'stored-tokens-are-newest',
    caughtIn: 'outage/token-endpoint-html-page',
  },
  'saves-into-wrong-field': {
    create: () => new SavesIntoWrongField(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'control/expired-access-token',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
