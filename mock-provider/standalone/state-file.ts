import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import { whyUnreadable } from '../model/why-unreadable.ts';
import type { ProviderMemory } from '../realm/provider-memory.ts';
import { StandaloneError } from './standalone-error.ts';

const HEADER = /^oauth-chaos-state (\d+) sha256=([\da-f]{64})$/;
const VERSION = 1;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * A memory as text. The first line says what the file is and has a hash of the data, which is on
 * the second line.
 */
export function encodeState(memory: ProviderMemory): string {
  // JSON cannot store it: tokens refer to other tokens, and the expiry of a token may be Infinity.
  const data = serialize(memory).toString('base64');
  return `oauth-chaos-state ${VERSION} sha256=${sha256(data)}\n${data}\n`;
}

/** @throws StandaloneError `state-damaged` that names the file */
export function decodeState(text: string, file: string): ProviderMemory {
  const [header = '', data = '', ...rest] = text.split('\n');
  const [, version, hash] = HEADER.exec(header) ?? [];
  if (version === undefined) throw damaged(file, 'it is no state of a provider');
  if (Number(version) !== VERSION)
    throw damaged(file, `it is of version ${version}, and this program knows version ${VERSION}`);
  if (sha256(data) !== hash || rest.join('') !== '')
    throw damaged(file, 'it is not as it was written');
  try {
    return deserialize(Buffer.from(data, 'base64')) as ProviderMemory;
  } catch (cause) {
    throw damaged(file, 'its data cannot be read', cause);
  }
}

/** The error for a damaged state file, which is left as it is. */
export const damaged = (file: string, reason: string, cause?: unknown): StandaloneError =>
  new StandaloneError('state-damaged', `Could not use state file ${file}: ${reason}.`, {
    hint: 'It was left as it is. --discard-state keeps it aside and begins anew; another --state leaves it alone.',
    cause,
  });

/**
 * The memory in a state file. Undefined when there is no file.
 * @throws StandaloneError `state-damaged`, `state-unreadable`
 */
export async function readState(file: string): Promise<ProviderMemory | undefined> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new StandaloneError(
      'state-unreadable',
      `Could not read state file ${file}: ${whyUnreadable(cause)}.`,
      { hint: 'Name a file that can be read and replaced.', cause },
    );
  });
  return text === undefined ? undefined : decodeState(text, file);
}

/**
 * Replaces the state file in one step, so that it never contains half a state. Only the file's
 * owner can read it.
 */
export async function writeState(file: string, memory: ProviderMemory): Promise<void> {
  const beside = `${file}.new`;
  // A killed provider may have left this file there, with another mode. So it is removed first.
  await rm(beside, { force: true });
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(encodeState(memory));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}

/** Renames a damaged file, so that it is kept. Returns its new name. */
export async function setAside(file: string, now: Date = new Date()): Promise<string> {
  const aside = `${file}.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(file, aside);
  return aside;
}
