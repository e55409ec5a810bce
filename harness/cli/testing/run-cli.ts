import { Writable } from 'node:stream';
import type { ExitCode } from '../../model/exit-code.ts';
import type { Backend } from '../backend/backend.ts';
import { runProgram } from '../run-program.ts';
import { fakeBackend } from './fake-backend.ts';

export interface CliRun {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** A stream that stores everything written to it. */
export function keeping(): Writable & { readonly text: () => string } {
  const parts: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(chunk.toString());
      done();
    },
  });
  return Object.assign(stream, { text: () => parts.join('') });
}

/** Runs one command line in this process, with a fake backend. */
export async function runCli(
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly backend?: Partial<Backend>;
    readonly signal?: AbortSignal;
    readonly env?: Readonly<Record<string, string>>;
    readonly input?: string;
    readonly askSecret?: (question: string) => Promise<string>;
  } = {},
): Promise<CliRun> {
  const [out, err] = [keeping(), keeping()];
  const code = await runProgram(args, {
    cwd: options.cwd ?? '/nowhere',
    env: options.env ?? {},
    out,
    err,
    backend: fakeBackend(options.backend),
    readInput: async () => options.input ?? '',
    ...(options.askSecret === undefined ? {} : { askSecret: options.askSecret }),
    holdSignals: () => ({ [Symbol.dispose]() {} }),
    signal: options.signal ?? new AbortController().signal,
  });
  return { code, out: out.text(), err: err.text() };
}
