import type { Severity } from '../../model/diagnosis.ts';
import type { Check } from '../check.ts';
import { credentialPlace, lookAtEach, nameOf, ofCredentials, type Seen } from '../look.ts';
import { needsConsent } from '../needs-consent.ts';
import { told } from '../snapshot/fact.ts';
import type { CredentialFacts, TokenFacts } from '../snapshot/snapshot.ts';
import { weightOf } from '../weight.ts';

export const refreshTokenPresent: Check = {
  name: 'refresh-token-present',
  looksFor: 'a refresh token beside every access token that ends',
  why: 'Without a refresh token the credential ends with its access token, and everything that uses it.',
  scenario: 'guide/refresh-token-missing',
  look: (snapshot) =>
    lookAtEach(ofCredentials(snapshot, needsConsent), 'refresh tokens', (credential) => {
      const { tokens } = credential;
      if ('withheld' in tokens) return [{ what: nameOf(credential), because: tokens.withheld }];
      return tokens.is === undefined || tokens.is.refreshToken
        ? []
        : missing(credential, tokens.is, weightOf(credential, snapshot));
    }),
};

function missing(
  credential: CredentialFacts,
  { accessEndsAt }: TokenFacts,
  weight: Severity,
): Seen {
  const where = credentialPlace(credential);
  // Some providers give access tokens that do not end, and tell no life of them.
  if ('is' in accessEndsAt && told(accessEndsAt) === undefined)
    return [
      {
        severity: 'warning',
        what: 'There is no refresh token, and the provider did not say how long the access token lives.',
        where,
        todo: 'Find out whether access tokens of this provider end. If they do, ask for offline access (a scope or a parameter of the provider) and connect the account again.',
      },
    ];
  return [
    {
      severity: weight,
      what: 'There is no refresh token, and the access token ends.',
      where,
      todo: 'Ask for offline access (scope offline_access, or access_type=offline&prompt=consent at Google), then connect the account again.',
    },
  ];
}
