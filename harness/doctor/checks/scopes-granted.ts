import type { Check } from '../check.ts';
import { credentialPlace, lookAtEach, nameOf, ofCredentials, type Seen } from '../look.ts';
import { missingScopes } from '../snapshot/scope-names.ts';
import type { CredentialFacts, Snapshot } from '../snapshot/snapshot.ts';
import { weightOf } from '../weight.ts';

export const scopesGranted: Check = {
  name: 'scopes-granted',
  looksFor: 'every scope that the credential asks for among those that were granted',
  why: 'The API refuses what the token does not cover, and no refresh brings a scope that was not granted.',
  scenario: 'connect/scope-unticked',
  look: (snapshot) =>
    lookAtEach(
      ofCredentials(snapshot, () => true),
      'scopes that were granted',
      (credential) => compared(credential, snapshot),
    ),
};

function compared(credential: CredentialFacts, snapshot: Snapshot): Seen {
  const { settings, tokens } = credential;
  const unseen = (because: string): Seen => [{ what: nameOf(credential), because }];
  if ('withheld' in tokens) return unseen(tokens.withheld);
  if ('withheld' in settings) return unseen(settings.withheld);
  // Without a scope in the reply, what was asked for was granted (RFC 6749 §5.1).
  if (tokens.is?.scopes === undefined) return [];
  const { scopes: asked } = settings.is;
  if ('withheld' in asked) return unseen(`the scopes it asks for are not known: ${asked.withheld}`);
  const missing = missingScopes(asked.is, tokens.is.scopes);
  if (missing.length === 0) return [];
  return [
    {
      severity: weightOf(credential, snapshot),
      what: `Scopes that the credential asks for were not granted: ${missing.join(' ')}.`,
      where: credentialPlace(credential),
      todo: 'Allow the scopes in the client at the provider, and connect the account again; or take out of the credential what is not needed.',
    },
  ];
}
