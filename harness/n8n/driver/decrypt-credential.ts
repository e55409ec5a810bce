import { parseJson } from '../../machine/parse-json.ts';
import { HarnessError } from '../../model/error.ts';
import { decryptCbc, decryptGcm, isGcm, isSalted, unwrapDataKey } from './data-cipher.ts';

/** A row of n8n's table `deployment_key`: a data key, wrapped under the encryption key. */
export interface DataKey {
  readonly algorithm: unknown;
  readonly value: unknown;
}

/** What is needed to decrypt credentials. */
export interface CredentialKeys {
  /** The instance's encryption key, `N8N_ENCRYPTION_KEY`. */
  readonly encryptionKey: string;
  /** Finds a data key by its id. Called only for data that names one. */
  readonly dataKey: (id: string) => Promise<DataKey | undefined>;
}

/** n8n's own pattern of the ids of data keys. Base64 has no colon, so the two forms differ. */
const KEY_ID = /^([\w-]{1,36}):(.*)$/su;

/** The id of the data key of encrypted data; undefined under the encryption key itself. */
export const namedDataKey = (stored: string): string | undefined => KEY_ID.exec(stored)?.[1];

const STARTED_WITH = 'the key this n8n was started with';

/**
 * Decrypts `credentials_entity.data` in both forms in which n8n writes it; the data tells which:
 * - `<AES-256-CBC>` under the encryption key;
 * - `<id>:<ciphertext>` under the data key of that id, where n8n rotates keys (the default from
 *   n8n 3 on). A rotation leaves old data under the old data key until it is written again.
 *
 * Some versions store the tokens as JSON within JSON; they are returned as an object.
 * @throws HarnessError `stored-credential-unreadable`
 */
export async function decryptCredential(
  stored: string,
  keys: CredentialKeys,
): Promise<Readonly<Record<string, unknown>>> {
  const [, id, ciphertext = ''] = KEY_ID.exec(stored) ?? [];
  if (id === undefined) return readFields(decryptCbcText(stored, keys.encryptionKey, STARTED_WITH));
  const { algorithm, key } = await findDataKey(id, keys);
  const decrypt = algorithm === 'aes-256-cbc' ? decryptCbcText : decryptGcmText;
  return readFields(decrypt(ciphertext, key, `its data key '${id}'`));
}

async function findDataKey(
  id: string,
  { encryptionKey, dataKey }: CredentialKeys,
): Promise<{ readonly algorithm: 'aes-256-cbc' | 'aes-256-gcm'; readonly key: string }> {
  const row = await dataKey(id);
  if (row === undefined) throw unreadable(`n8n's database has no data key with the id '${id}'`);
  const { algorithm, value } = row;
  if (algorithm !== 'aes-256-cbc' && algorithm !== 'aes-256-gcm')
    throw unreadable(`its data key '${id}' is for ${String(algorithm)}, which is not known here`);
  if (typeof value !== 'string') throw unreadable(`its data key '${id}' has no value`);
  try {
    return { algorithm, key: unwrapDataKey(value, encryptionKey) };
  } catch (cause) {
    throw unreadable(`its data key '${id}' does not decrypt with ${STARTED_WITH}`, cause);
  }
}

function decryptCbcText(text: string, key: string, nameOfKey: string): unknown {
  const bytes = Buffer.from(text, 'base64');
  if (!isSalted(bytes)) throw unreadable('it is not in a format this harness knows');
  return decrypted(() => decryptCbc(bytes, key), nameOfKey);
}

function decryptGcmText(text: string, key: string, nameOfKey: string): unknown {
  const bytes = Buffer.from(text, 'base64');
  if (!isGcm(bytes)) throw unreadable('it is not in a format this harness knows');
  return decrypted(() => decryptGcm(bytes, key), nameOfKey);
}

/** A wrong key of AES-256-CBC shows only in what comes out, so the text has to be JSON, too. */
function decrypted(decrypt: () => string, nameOfKey: string): unknown {
  try {
    return JSON.parse(decrypt());
  } catch (cause) {
    throw unreadable(`it does not decrypt with ${nameOfKey}`, cause);
  }
}

function readFields(fields: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(fields)) throw unreadable('it holds no fields');
  const tokens = fields['oauthTokenData'];
  if (typeof tokens !== 'string') return fields;
  const parsed = parseJson(tokens);
  return { ...fields, oauthTokenData: parsed === undefined ? tokens : parsed };
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
