import type { WrongClient } from '../wrong-client.ts';
import { DropsAuthorizationParameters } from './drops-authorization-parameters.ts';
import { DropsBodyParametersAtRenewal } from './drops-body-parameters-at-renewal.ts';
import { DropsParametersWithPkce } from './drops-parameters-with-pkce.ts';
import { EncodesParametersTwice } from './encodes-parameters-twice.ts';
import { EvaluatesForFirstItem } from './evaluates-for-first-item.ts';
import { SendsEmptySecret } from './sends-empty-secret.ts';
import { SendsTheExpression } from './sends-the-expression.ts';
import { StoresValuesOfExpressions } from './stores-values-of-expressions.ts';
import { VerifiesAlthoughTold } from './verifies-although-told.ts';

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
  'drops-parameters-with-pkce': {
    create: () => new DropsParametersWithPkce(),
    caughtBy: 'typed-parameters-sent',
    caughtIn: 'credential/authorization-parameters',
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
  'evaluates-for-first-item': {
    create: () => new EvaluatesForFirstItem(),
    caughtBy: 'items-go-to-their-tenant',
    caughtIn: 'credential/tenant-of-each-item',
  },
  'sends-the-expression': {
    create: () => new SendsTheExpression(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'credential/tenant-of-each-item',
  },
  'stores-values-of-expressions': {
    create: () => new StoresValuesOfExpressions(),
    caughtBy: 'other-fields-unchanged',
    caughtIn: 'credential/fields-as-expressions',
  },
  'verifies-although-told': {
    create: () => new VerifiesAlthoughTold(),
    caughtBy: 'recovers-as-expected',
    caughtIn: 'credential/ignore-ssl-issues',
  },
} as const satisfies Readonly<Record<string, WrongClient>>;
