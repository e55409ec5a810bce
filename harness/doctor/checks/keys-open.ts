import type { Check } from '../check.ts';
import { credentialPlace, lookAtEach, nameOf, ofCredentials, type Seen } from '../look.ts';
import type { CredentialFacts, Snapshot } from '../snapshot/snapshot.ts';
import { weightOf } from '../weight.ts';

export const keysOpen: Check = {
  name: 'keys-open',
  looksFor: 'credentials that open with the key n8n has, none under a key that was rotated away',
  why: 'A credential that does not open is lost; one under an old key stays readable to whoever has that key.',
  scenario: 'process/other-key-settings-lost',
  look: (snapshot) =>
    lookAtEach(
      ofCredentials(snapshot, () => true),
      'under which key credentials are encrypted',
      (credential) => judged(credential, snapshot),
    ),
};

function judged(credential: CredentialFacts, snapshot: Snapshot): Seen {
  const { encryption } = credential;
  if ('withheld' in encryption) return [{ what: nameOf(credential), because: encryption.withheld }];
  const { under, key, opens } = encryption.is;
  const where = credentialPlace(credential);
  if (!opens)
    return [
      {
        severity: weightOf(credential, snapshot),
        what:
          key === 'missing'
            ? 'The data key under which it is encrypted is not there.'
            : 'It does not open with this key, and others do.',
        where,
        todo: 'Restore the key from a backup (N8N_ENCRYPTION_KEY, the table deployment_key), or enter the credential anew.',
      },
    ];
  if (under === 'data-key' && key === 'inactive')
    return [
      {
        severity: 'warning',
        what: 'It is still encrypted under a data key that was rotated away.',
        where,
        todo: 'Open the credential and save it: n8n then writes it under the new key.',
      },
    ];
  return [];
}
