import { fork, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { HarnessError } from '../../model/error.ts';
import type { Generating, Generator, GeneratorEnd } from '../generator.ts';
import type { FromProgram, ToProgram } from './messages.ts';

const STOP_WITHIN_MS = 5_000;
const LAST_WORDS = 400;

const { version } = createRequire(import.meta.url)('autocannon/package.json') as {
  readonly version: string;
};

/** The generator that comes with the package: autocannon, in a process of its own. */
export const autocannonGenerator: Generator = {
  name: 'autocannon',
  version,
  async start(calls, signal) {
    const program = join(import.meta.dirname, `program${extname(import.meta.filename)}`);
    const child = fork(program, [], {
      execArgv: [],
      signal,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const follower = follow(child);
    tell(child, { calls });
    await Promise.race([follower.ready, follower.ended.then(notStarted)]);
    return {
      begin(onBucket) {
        follower.onBucket = onBucket;
        tell(child, { begin: true });
      },
      ended: follower.ended,
      [Symbol.asyncDispose]: () => stop(child),
    } satisfies Generating;
  },
};

const tell = (child: ChildProcess, message: ToProgram): void => {
  child.send(message);
};

function notStarted({ because }: GeneratorEnd): never {
  throw new HarnessError(
    'load-generator-failed',
    `Could not start autocannon: ${because ?? 'it ended at once'}.`,
  );
}

interface Follower {
  readonly ready: Promise<void>;
  readonly ended: Promise<GeneratorEnd>;
  onBucket: Parameters<Generating['begin']>[0];
}

/** Listens to the program. What it has told when it dies is kept. */
function follow(child: ChildProcess): Follower {
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<GeneratorEnd>();
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => (words = `${words}${chunk}`.slice(-LAST_WORDS)));
  const died = (because: string): void => ended.resolve({ ended: 'died', because });
  const follower: Follower = { ready: ready.promise, ended: ended.promise, onBucket: () => {} };
  child.on('message', (message: FromProgram) => {
    if ('ready' in message) ready.resolve();
    else if ('bucket' in message) follower.onBucket(message.bucket);
    else ended.resolve(message.end);
  });
  child.on('error', ({ message }) => died(message));
  child.on('exit', (code, signal) =>
    died(`${signal ?? `exit code ${code}`}${words === '' ? '' : `: ${words.trim()}`}`),
  );
  return follower;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
  await gone;
  clearTimeout(timer);
}
