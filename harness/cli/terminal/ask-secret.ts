import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { interrupted } from './interrupt.ts';

/**
 * Asks for a secret on the terminal and does not show what the user types.
 * @throws when interrupted, or the signal's reason
 */
export function askSecret(
  question: string,
  {
    input,
    output,
    signal,
  }: {
    readonly input: NodeJS.ReadableStream;
    readonly output: NodeJS.WritableStream;
    readonly signal: AbortSignal;
  },
): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: silent, terminal: true });
  output.write(question);
  return new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    lines.once('SIGINT', () => reject(interrupted()));
    lines.once('close', () => reject(interrupted()));
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  }).finally(() => {
    output.write('\n');
    lines.close();
  });
}
