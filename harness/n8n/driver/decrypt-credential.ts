import { createDecipheriv, createHash } from 'node:crypto';
import { parseJson } from '../../machine/parse-json.ts';
import { HarnessError } from '../../model/error.ts';

/** First bytes of OpenSSL's `enc` format; eight bytes of salt and the ciphertext follow. */
const MAGIC = 'Salted__';

/**
 * Decrypts `credentials_entity.data` as n8n writes it: AES-256-CBC, with key and IV from
 * EVP_BytesToKey (MD5, one round) over the encryption key and the salt. Some versions store the
 * tokens as JSON within JSON; they are returned as an object.
 * @throws HarnessError `stored-credential-unreadable`
 */
export function decryptCredential(
  stored: string,
  encryptionKey: string,
): Readonly<Record<string, unknown>> {
  const bytes = Buffer.from(stored, 'base64');
  if (bytes.subarray(0, 8).toString('latin1') !== MAGIC)
    throw unreadable('it is not in the format this harness knows');
  const { key, iv } = deriveKey(encryptionKey, bytes.subarray(8, 16));
  let fields: unknown;
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, iv);
    fields = JSON.parse(
      Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8'),
    );
  } catch (cause) {
    throw unreadable('it does not decrypt with the key this n8n was started with', cause);
  }
  if (!isRecord(fields)) throw unreadable('it holds no fields');
  const tokens = fields['oauthTokenData'];
  if (typeof tokens !== 'string') return fields;
  const parsed = parseJson(tokens);
  return { ...fields, oauthTokenData: parsed === undefined ? tokens : parsed };
}

function deriveKey(password: string, salt: Buffer): { readonly key: Buffer; readonly iv: Buffer } {
  const seed = Buffer.concat([Buffer.from(password, 'latin1'), salt]);
  const first = md5(seed);
  const second = md5(Buffer.concat([first, seed]));
  return { key: Buffer.concat([first, second]), iv: md5(Buffer.concat([second, seed])) };
}

function md5(bytes: Buffer): Buffer {
  return createHash('md5').update(bytes).digest();
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(reason: string, cause?: unknown): HarnessError {
  return new HarnessError(
    'stored-credential-unreadable',
    `Could not read the stored credential: ${reason}.`,
    { cause },
  );
}
