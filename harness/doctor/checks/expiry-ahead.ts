import type { Check } from '../check.ts';
import {
  credentialPlace,
  lookAtEach,
  nameOf,
  ofCredentials,
  spanText,
  type Seen,
} from '../look.ts';
import { needsConsent } from '../needs-consent.ts';
import type { CredentialFacts, Snapshot } from '../snapshot/snapshot.ts';
import { weightOf } from '../weight.ts';

/** A refresh token that ends sooner does not outlast a weekend. */
const AHEAD_MS = 3 * 86_400_000;

export const expiryAhead: Check = {
  name: 'expiry-ahead',
  looksFor: 'refresh tokens that do not end within three days, where the provider says when',
  why: 'When the refresh token has ended, only a person can connect the account again.',
  scenario: 'revocation/outlived-unused',
  look: (snapshot) =>
    lookAtEach(ofCredentials(snapshot, needsConsent), 'when tokens end', (credential) =>
      judged(credential, snapshot),
    ),
};

function judged(credential: CredentialFacts, snapshot: Snapshot): Seen {
  const { tokens } = credential;
  const unseen = (because: string): Seen => [{ what: nameOf(credential), because }];
  if ('withheld' in tokens) return unseen(tokens.withheld);
  if (tokens.is === undefined) return [];
  const ends = tokens.is.refreshToken ? tokens.is.refreshEndsAt : tokens.is.accessEndsAt;
  if ('withheld' in ends) return unseen(ends.withheld);
  if (ends.is === undefined) return [];
  const leftMs = ends.is - snapshot.at;
  const which = tokens.is.refreshToken ? 'refresh token' : 'access token';
  const where = credentialPlace(credential);
  if (leftMs <= 0)
    return [
      {
        severity: weightOf(credential, snapshot),
        what: `The ${which}${tokens.is.refreshToken ? '' : ', the only token there is,'} has ended.`,
        where,
        todo: 'Connect the account again.',
      },
    ];
  if (!tokens.is.refreshToken || leftMs >= AHEAD_MS) return [];
  return [
    {
      severity: 'warning',
      what: `The refresh token ends in ${spanText(leftMs)} unless it is used before.`,
      where,
      todo: 'Let a workflow use the credential more often than that, or ask the provider for a longer life of refresh tokens (an idle limit, a session limit, offline access).',
    },
  ];
}
