import { open, readFile, stat } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';

export interface LogPart {
  readonly text: string;
  /** Where the next part begins. */
  readonly endByte: number;
}

/** What stands in the log from `sinceByte` on, up to the last whole line, without colours. */
export async function readLogSince(path: string, sinceByte: number): Promise<LogPart> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  const bytes = Buffer.alloc(Math.max(0, size - sinceByte));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, sinceByte);
  const whole = bytes.subarray(0, bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1);
  return { text: stripVTControlCharacters(whole.toString('utf8')), endByte: sinceByte + whole.length };
}

/** The last lines from `sinceByte` on that are not empty, with every given secret and whatever looks like one blotted out. */
export async function lastLines(path: string, sinceByte: number, count: number, secrets: readonly string[]): Promise<readonly string[]> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  const text = stripVTControlCharacters(bytes.subarray(sinceByte).toString('utf8'));
  const lines = text.split('\n').map((line) => line.trimEnd()).filter((line) => line !== '');
  return lines.slice(-count).map((line) => scrub(line, secrets));
}

/** Bytes in the log; 0 when there is none yet. */
export async function logSize(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0;
}

const BLOT = '***';
const NAMED_SECRET = /((?:access_token|refresh_token|id_token|client_secret|password|encryption_?key|code)["']?\s*[:=]\s*["']?)[^"'\s&,}]+/gi;
const BEARER = /\b(Bearer|Basic)\s+[\w.~+/=-]+/g;
const JSON_WEB_TOKEN = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** Blots out the given secrets, and what is a secret by its form: bearer tokens, JWTs, `client_secret=…`. */
export function scrub(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, BLOT)), text);
  return known.replace(BEARER, `$1 ${BLOT}`).replace(JSON_WEB_TOKEN, BLOT).replace(NAMED_SECRET, `$1${BLOT}`);
}
