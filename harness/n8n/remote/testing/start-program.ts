import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../../..', 'main.ts');

/** The program as somebody starts it. */
export interface Program {
  readonly child: ChildProcess;
  /** All that it has printed. */
  readonly out: () => string;
  readonly code: Promise<number | null>;
}

/** Starts the program in a folder, with a cache below it, and with an account of an n8n. */
export function startProgram(
  directory: string,
  account: { readonly email: string; readonly password: string },
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Program {
  let text = '';
  const env = {
    ...process.env,
    CI: 'true',
    OAUTH_CHAOS_CACHE: join(directory, 'cache'),
    OAUTH_CHAOS_N8N_EMAIL: account.email,
    OAUTH_CHAOS_N8N_PASSWORD: account.password,
    ...more,
  };
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return {
    child,
    out: () => text,
    code: new Promise<number | null>((resolve) => child.on('close', resolve)),
  };
}
