import { createHash } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { deserialize, serialize } from 'node:v8';
import type { ProviderMemory } from '../realm/provider-memory.ts';
import { StandaloneError } from './standalone-error.ts';

const HEADER = /^oauth-chaos-state (\d+) sha256=([\da-f]{64})$/;
const VERSION = 1;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A memory as text: a line that says what this is and proves that it is whole, then the data. */
export function encodeState(memory: ProviderMemory): string {
  // Not JSON: a token refers to the one it came from, and may never expire.
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

/** A state file that is left as it is. */
export const damaged = (file: string, reason: string, cause?: unknown): StandaloneError =>
  new StandaloneError('state-damaged', `Could not use state file ${file}: ${reason}.`, {
    hint: 'It was left as it is. --discard-state keeps it aside and begins anew; another --state leaves it alone.',
    cause,
  });

/**
 * The state in a file; undefined when there is no file.
 * @throws StandaloneError `state-damaged`, `state-unreadable`
 */
export async function readState(file: string): Promise<ProviderMemory | undefined> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw new StandaloneError(
      'state-unreadable',
      `Could not read state file ${file}: ${cause.code === 'EISDIR' ? 'it is a folder' : cause.message}.`,
      { hint: 'Name a file that can be read and replaced.', cause },
    );
  });
  return text === undefined ? undefined : decodeState(text, file);
}

/** Puts a state in place of the file's, at once or not at all, for nobody else to read. */
export async function writeState(file: string, memory: ProviderMemory): Promise<void> {
  const beside = `${file}.new`;
  // What a killed provider left there has whatever mode it has.
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

/** Keeps a damaged file aside. Returns where. */
export async function setAside(file: string, now: Date = new Date()): Promise<string> {
  const aside = `${file}.damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`;
  await rename(file, aside);
  return aside;
}
