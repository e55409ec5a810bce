import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';

/** First bytes of OpenSSL's `enc` format; eight bytes of salt and the ciphertext follow. */
const MAGIC = 'Salted__';

/** The layout of AES-256-GCM in n8n: version, salt of the key derivation, tag, ciphertext. */
const GCM = { version: 1, saltBytes: 32, tagBytes: 16, info: 'n8n-encryption-v1' } as const;
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_AT = 1 + GCM.saltBytes;
const CIPHERTEXT_AT = TAG_AT + GCM.tagBytes;

/** True if the bytes begin as AES-256-CBC in OpenSSL's salted form does. */
export function isSalted(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).toString('latin1') === MAGIC;
}

/** True if the bytes are long enough for n8n's AES-256-GCM and carry its version. */
export function isGcm(bytes: Buffer): boolean {
  return bytes.length >= CIPHERTEXT_AT && bytes[0] === GCM.version;
}

/**
 * Decrypts AES-256-CBC in OpenSSL's salted form: key and IV come from EVP_BytesToKey (MD5, one
 * round) over the password and the salt.
 * @throws when the password is another one, though a wrong one goes unnoticed once in 256 times
 */
export function decryptCbc(bytes: Buffer, password: string): string {
  const salt = bytes.subarray(MAGIC.length, 16);
  const seed = Buffer.concat([Buffer.from(password, 'latin1'), salt]);
  const first = md5(seed);
  const second = md5(Buffer.concat([first, seed]));
  const iv = md5(Buffer.concat([second, seed]));
  const decipher = createDecipheriv('aes-256-cbc', Buffer.concat([first, second]), iv);
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8');
}

/**
 * Decrypts n8n's AES-256-GCM: key and IV come from HKDF (RFC 5869, SHA-256) over the key and the
 * salt.
 * @param key 64 hexadecimal digits
 * @throws when the key is another one, or the bytes were changed
 */
export function decryptGcm(bytes: Buffer, key: string): string {
  const salt = bytes.subarray(1, TAG_AT);
  const derived = Buffer.from(
    hkdfSync('sha256', Buffer.from(key, 'hex'), salt, GCM.info, KEY_BYTES + IV_BYTES),
  );
  const decipher = createDecipheriv(
    'aes-256-gcm',
    derived.subarray(0, KEY_BYTES),
    derived.subarray(KEY_BYTES),
    { authTagLength: GCM.tagBytes },
  );
  decipher.setAuthTag(bytes.subarray(TAG_AT, CIPHERTEXT_AT));
  const text = [decipher.update(bytes.subarray(CIPHERTEXT_AT)), decipher.final()];
  return Buffer.concat(text).toString('utf8');
}

/**
 * Decrypts the value of a data key. n8n wraps data keys with AES-256-GCM under the SHA-256 of the
 * instance's encryption key.
 * @throws when it was wrapped under another key
 */
export function unwrapDataKey(wrapped: string, encryptionKey: string): string {
  const wrappingKey = createHash('sha256').update(encryptionKey).digest('hex');
  return decryptGcm(Buffer.from(wrapped, 'base64'), wrappingKey);
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}
