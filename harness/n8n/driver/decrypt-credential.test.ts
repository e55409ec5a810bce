import { describe, expect, it } from 'vitest';
import { decryptCredential } from './decrypt-credential.ts';

/** Made with OpenSSL: `enc -aes-256-cbc -md md5`, password correct-horse, salt 0102030405060708. */
const MADE_BY_OPENSSL =
  'U2FsdGVkX18BAgMEBQYHCIRFAnCPZnoE4HYqkUX+mVY4c8bF5rijsNvu0UX/rTh74/VCnfBTx/+z2eITZoKggW/eSiwyBGykA2gRIuq4s6Q=';

describe('decryptCredential', () => {
  it('reads what OpenSSL wrote, and tokens stored as JSON in JSON', () => {
    expect(decryptCredential(MADE_BY_OPENSSL, 'correct-horse')).toEqual({
      clientId: 'c',
      oauthTokenData: { access_token: 'a' },
    });
  });

  it('says so when the key is another one', () => {
    expect(() => decryptCredential(MADE_BY_OPENSSL, 'wrong-horse')).toThrow(
      /does not decrypt with the key/,
    );
  });

  it('says so when the format is another one', () => {
    expect(() =>
      decryptCredential(Buffer.from('v2:something').toString('base64'), 'correct-horse'),
    ).toThrow(/not in the format/);
  });
});
