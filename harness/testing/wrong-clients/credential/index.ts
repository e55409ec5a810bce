import type { WrongClient } from '../wrong-client.ts';
import { DropsAuthorizationParameters } from './drops-authorization-parameters.ts';
import { DropsBodyParametersAtRenewal } from './drops-body-parameters-at-renewal.ts';
import { EncodesParametersTwice } from './encodes-parameters-twice.ts';
import { SendsEmptySecret } from './sends-empty-secret.ts';

/** Mistakes in what is made of the fields of a credential. */
export const credentialMistakes = {
  'drops-authorization-parameters': {
    create: () => new DropsAuthorizationParameters(),
    caughtBy: 'typed-parameters-sent',
    caughtIn: 'credential/authorization-parameters',
  },
  'drops-body-parameters-at-renewal': {
    create: () => new DropsBodyParametersAtRenewal(),
    caughtBy: 'typed-parameters-sent',
    caughtIn: 'credential/body-parameters',
  },
  'encodes-parameters-twice': {
    create: () => new EncodesParametersTwice(),
    caughtBy: 'typed-parameters-sent',
    caughtIn: 'credential/authorization-parameters',
  },
  'sends-empty-secret': {
    create: () => new SendsEmptySecret(),
    caughtBy: 'authentication-as-registered',
    caughtIn: 'credential/public-client',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
