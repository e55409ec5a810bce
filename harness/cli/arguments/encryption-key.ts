import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseJson } from '../../machine/parse-json.ts';
import { usageError } from '../../model/usage-error.ts';
import type { CliContext } from '../context.ts';

/** n8n's own variables with its encryption key, and with the file that holds it. */
const KEY_VARIABLE = 'N8N_ENCRYPTION_KEY';
const FILE_VARIABLE = `${KEY_VARIABLE}_FILE`;

/** The encryption key of an n8n, and where it came from. */
export interface EncryptionKey {
  readonly encryptionKey: string;
  readonly from: string;
}

/**
 * Reads the key under which n8n encrypts credentials: from a file, which is n8n's own `config` or
 * holds nothing but the key, or from the environment. It never comes from the command line, where
 * every user of the machine can read it.
 * @param keyFile `--key-file`
 * @returns undefined when nobody has given one
 * @throws HarnessError `usage`
 */
export function readEncryptionKey(
  keyFile: string | undefined,
  { env, cwd }: Pick<CliContext, 'env' | 'cwd'>,
): EncryptionKey | undefined {
  const file = keyFile ?? (given(env[KEY_VARIABLE]) ? undefined : env[FILE_VARIABLE]);
  if (file !== undefined && file !== '') return { encryptionKey: keyIn(file, cwd), from: file };
  const key = env[KEY_VARIABLE];
  return given(key) ? { encryptionKey: key, from: KEY_VARIABLE } : undefined;
}

const given = (value: string | undefined): value is string => value !== undefined && value !== '';

function keyIn(file: string, cwd: string): string {
  const text = textOf(file, cwd).trim();
  const config = parseJson(text);
  const key =
    typeof config === 'object' && config !== null && 'encryptionKey' in config
      ? config.encryptionKey
      : /\s|^[[{]/.test(text)
        ? undefined
        : text;
  if (typeof key === 'string' && key !== '') return key;
  throw usageError(
    `Could not read the encryption key: ${file} holds none.`,
    "Give n8n's file config (in its folder .n8n), or a file with nothing but the key in it.",
  );
}

function textOf(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8');
  } catch {
    throw usageError(`Could not read the encryption key: ${file} cannot be read.`);
  }
}
