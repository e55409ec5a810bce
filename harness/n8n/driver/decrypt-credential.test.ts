import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptCredential, type DataKey } from './decrypt-credential.ts';
import { encryptCbc, encryptGcm, wrapDataKey } from './testing/encrypt-as-n8n.ts';

/** Made with OpenSSL: `enc -aes-256-cbc -md md5`, password correct-horse, salt 0102030405060708. */
const MADE_BY_OPENSSL =
  'U2FsdGVkX18BAgMEBQYHCIRFAnCPZnoE4HYqkUX+mVY4c8bF5rijsNvu0UX/rTh74/VCnfBTx/+z2eITZoKggW/eSiwyBGykA2gRIuq4s6Q=';

/**
 * Made by n8n 2.41.1, n8n-core/dist/encryption/aes-256-gcm.js: the data key
 * 0011…ff0011…ff under the encryption key correct-horse, and a credential under the data key.
 */
const WRAPPED_BY_N8N =
  'AS0Y1IkHP0obY+5x2ylwtvP7sOsqk3RCOL2fuRMwdT+akTRw/Oc5ZU76DhV4eCfNe7pKLT7GhfMjXFLyAiP4UJ6JvpMdKacu/kGjIYpT8tQdXbtLWrMXUUQ/Gb1/pTGATQ+SdIueissuU5lnejBSlGM=';
const MADE_BY_N8N =
  'AesMkraogo+j3U13wXE6DyiXLwxe2ECg/PkbQFo6x1Pgsib2iGugyR0AF0eXyLVw1NVv1yahkAXmrGg3ZTXT79P68u8+9VBo/rXsHA/gU5K7tfAbpIxPyaLGa8h9PPdum4Rllw0xoXya5czVjQ==';

const FIELDS = { clientId: 'c', oauthTokenData: { access_token: 'a' } };
const DATA_KEY: DataKey = { algorithm: 'aes-256-gcm', value: WRAPPED_BY_N8N };

const decrypt = (
  stored: string,
  dataKeys: Readonly<Record<string, DataKey>> = {},
  encryptionKey = 'correct-horse',
): ReturnType<typeof decryptCredential> =>
  decryptCredential(stored, { encryptionKey, dataKey: async (id) => dataKeys[id] });

describe('decryptCredential without a data key', () => {
  it('reads what OpenSSL wrote, and tokens stored as JSON in JSON', async () => {
    expect(await decrypt(MADE_BY_OPENSSL)).toEqual(FIELDS);
  });

  it('says so when the key is another one', async () => {
    await expect(decrypt(MADE_BY_OPENSSL, {}, 'wrong-horse')).rejects.toThrow(
      'it does not decrypt with the key this n8n was started with',
    );
  });

  it('says so when the format is another one', async () => {
    await expect(decrypt(Buffer.from('v2:something').toString('base64'))).rejects.toThrow(
      'not in a format',
    );
  });
});

describe('decryptCredential with a data key', () => {
  it('reads what n8n wrote', async () => {
    expect(await decrypt(`k-1_x:${MADE_BY_N8N}`, { 'k-1_x': DATA_KEY })).toEqual(FIELDS);
  });

  it('reads whatever was encrypted, with the key that the data names', async () => {
    const fields = fc.dictionary(fc.string(), fc.string()).map((rest) => ({ ...rest, z: 'ü' }));
    await fc.assert(
      fc.asyncProperty(fields, fc.string({ minLength: 1 }), async (written, password) => {
        const [old, young] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
        const keys = {
          old: { algorithm: 'aes-256-gcm', value: wrapDataKey(old, password) },
          young: { algorithm: 'aes-256-gcm', value: wrapDataKey(young, password) },
        };
        const text = JSON.stringify(written);
        expect(await decrypt(`old:${encryptGcm(text, old)}`, keys, password)).toEqual(written);
        expect(await decrypt(`young:${encryptGcm(text, young)}`, keys, password)).toEqual(written);
      }),
      { numRuns: 20 },
    );
  });

  it('reads AES-256-CBC under a data key', async () => {
    const value = wrapDataKey('an earlier encryption key', 'correct-horse');
    const stored = encryptCbc('{"clientId":"c"}', 'an earlier encryption key');
    const keys = { k: { algorithm: 'aes-256-cbc', value } };
    expect(await decrypt(`k:${stored}`, keys)).toEqual({ clientId: 'c' });
  });

  it('says which data key is unknown', async () => {
    await expect(decrypt(`k2:${MADE_BY_N8N}`, { k1: DATA_KEY })).rejects.toMatchObject({
      code: 'stored-credential-unreadable',
      message:
        "Could not read the stored credential: n8n's database has no data key with the id 'k2'.",
    });
  });

  it('says so when the data key was wrapped under another encryption key', async () => {
    await expect(decrypt(`k:${MADE_BY_N8N}`, { k: DATA_KEY }, 'wrong-horse')).rejects.toThrow(
      "its data key 'k' does not decrypt with the key this n8n was started with",
    );
  });

  it('says so when the data is of another data key, or was changed', async () => {
    const other = encryptGcm('{}', randomBytes(32).toString('hex'));
    const changed = Buffer.from(MADE_BY_N8N, 'base64');
    changed[60] = (changed[60] ?? 0) ^ 1;
    for (const data of [other, changed.toString('base64')])
      await expect(decrypt(`k:${data}`, { k: DATA_KEY })).rejects.toThrow(
        "it does not decrypt with its data key 'k'",
      );
  });

  it('says so when the algorithm or the layout is a new one', async () => {
    const chacha = { ...DATA_KEY, algorithm: 'chacha20' };
    await expect(decrypt(`k:${MADE_BY_N8N}`, { k: chacha })).rejects.toThrow('is for chacha20');
    const version2 = Buffer.from(MADE_BY_N8N, 'base64');
    version2[0] = 2;
    for (const data of [version2.toString('base64'), 'AQ=='])
      await expect(decrypt(`k:${data}`, { k: DATA_KEY })).rejects.toThrow('not in a format');
  });
});
