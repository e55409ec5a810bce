import { open, readFile, stat } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { scrub } from '../../model/scrub.ts';

export interface LogPart {
  readonly text: string;
  /** The byte at which the next part begins. */
  readonly endByte: number;
}

/**
 * Reads the log from `sinceByte` up to its last complete line, without colour codes. When
 * `sinceByte` is beyond the end, there is no text, and `endByte` is the end.
 */
export async function readLogSince(path: string, sinceByte: number): Promise<LogPart> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const from = Math.min(sinceByte, size);
  const bytes = Buffer.alloc(size - from);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
  const whole = bytes.subarray(0, bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1);
  return { text: stripVTControlCharacters(whole.toString('utf8')), endByte: from + whole.length };
}

/**
 * The last non-empty lines from `sinceByte` on. The given secrets, and everything that looks like a
 * secret, are replaced.
 */
export async function lastLines(
  path: string,
  sinceByte: number,
  count: number,
  secrets: readonly string[],
): Promise<readonly string[]> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const text = stripVTControlCharacters(bytes.subarray(sinceByte).toString('utf8'));
  const lines = text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
  return lines.slice(-count).map((line) => scrub(line, secrets));
}

/** Size of the log in bytes; 0 when there is no log yet. */
export async function logSize(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}
