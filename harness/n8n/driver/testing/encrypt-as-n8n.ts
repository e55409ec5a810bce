import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts with AES-256-CBC in OpenSSL's salted form. */
export function encryptCbc(text: string, password: string): string {
  const salt = randomBytes(8);
  const seed = Buffer.concat([Buffer.from(password), salt]);
  const hashes: Buffer[] = [];
  for (let round = 0; round < 3; round += 1)
    hashes.push(
      createHash('md5')
        .update(Buffer.concat([hashes.at(-1) ?? Buffer.alloc(0), seed]))
        .digest(),
    );
  const cipher = createCipheriv(
    'aes-256-cbc',
    Buffer.concat(hashes.slice(0, 2)),
    hashes[2] ?? Buffer.alloc(16),
  );
  return Buffer.concat([
    Buffer.from('Salted__'),
    salt,
    cipher.update(text),
    cipher.final(),
  ]).toString('base64');
}

/** Encrypts with AES-256-GCM in n8n's layout: version, salt, tag, ciphertext. */
export function encryptGcm(text: string, key: string): string {
  const salt = randomBytes(32);
  const derived = Buffer.from(
    hkdfSync('sha256', Buffer.from(key, 'hex'), salt, 'n8n-encryption-v1', 44),
  );
  const cipher = createCipheriv('aes-256-gcm', derived.subarray(0, 32), derived.subarray(32));
  const ciphertext = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([Buffer.from([1]), salt, cipher.getAuthTag(), ciphertext]).toString(
    'base64',
  );
}

/** Wraps a data key as n8n stores it in `deployment_key`. */
export function wrapDataKey(dataKey: string, encryptionKey: string): string {
  return encryptGcm(dataKey, createHash('sha256').update(encryptionKey).digest('hex'));
}
