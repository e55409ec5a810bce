import type { Check } from '../check.ts';
import { credentialPlace, lookAtEach, nameOf, ofCredentials } from '../look.ts';
import { needsConsent } from '../needs-consent.ts';
import { weightOf } from '../weight.ts';

export const accountConnected: Check = {
  name: 'account-connected',
  looksFor: 'an account in every credential that somebody has to connect',
  why: 'A credential whose account was never connected fails at its first call, in words that do not say so.',
  scenario: 'connect/refused-at-first',
  look: (snapshot) =>
    lookAtEach(
      ofCredentials(snapshot, needsConsent),
      'the connection of credentials',
      (credential) => {
        const { connected } = credential;
        if ('withheld' in connected)
          return [{ what: nameOf(credential), because: connected.withheld }];
        if (connected.is) return [];
        return [
          {
            severity: weightOf(credential, snapshot),
            what: 'No account was ever connected.',
            where: credentialPlace(credential),
            todo: 'Open the credential and connect the account, or delete it.',
          },
        ];
      },
    ),
};
