import { told } from './snapshot/fact.ts';
import type { CredentialFacts } from './snapshot/snapshot.ts';

/**
 * True for a credential to which somebody has to consent: all but client credentials, which get a
 * new token without a refresh token. One whose settings are withheld counts as such.
 */
export const needsConsent = ({ settings }: CredentialFacts): boolean =>
  told(settings)?.grantType !== 'clientCredentials';
