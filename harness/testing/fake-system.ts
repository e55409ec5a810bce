import sinon from 'sinon';
import type { CommandRun, DatabaseSession, ProcessName, SystemUnderTest } from '../model/system.ts';

/** The calls that a system received, one line each: `kill main`. */
export type Calls = string[];

export interface FakeSystemOptions {
  readonly processes?: readonly ProcessName[];
  readonly openDatabase?: () => Promise<DatabaseSession>;
  /** Aborted when a command has ended. */
  readonly commandEnded?: AbortSignal;
}

/** A fake system whose processes obey immediately. `calls` records the calls in order. */
export function fakeSystem({
  processes = ['main'],
  openDatabase = () => Promise.reject(new Error('it has no database')),
  commandEnded = new AbortController().signal,
}: FakeSystemOptions = {}) {
  const calls: Calls = [];
  const doing = (verb: string) =>
    sinon.fake(
      async (name?: string | AbortSignal) =>
        void calls.push(typeof name === 'string' ? `${verb} ${name}` : verb),
    );
  const ends = new Map<string | undefined, AbortController>(
    processes.map((name) => [name, new AbortController()]),
  );
  const ending = (verb: string) => {
    const done = doing(verb);
    return sinon.fake(async (name?: string | AbortSignal) => {
      if (typeof name === 'string') ends.get(name)?.abort();
      await done(name);
    });
  };
  const system = {
    processes,
    endOf: (name: ProcessName) => ends.get(name)?.signal ?? AbortSignal.abort(),
    kill: ending('kill'),
    stop: ending('stop'),
    start: doing('start'),
    ready: doing('ready'),
    executeByCommand: sinon.fake(async (workflowId: string): Promise<CommandRun> => {
      calls.push(`execute ${workflowId}`);
      return { process: 'cli-1', ended: commandEnded };
    }),
    pause: doing('pause'),
    resume: doing('resume'),
    expireLock: doing('expire lock of'),
    emptyRedis: doing('empty redis'),
    senderOf: sinon.fake.returns(undefined),
    openDatabase: sinon.fake(openDatabase),
    watchLocks: sinon.fake.resolves(async () => undefined),
  } satisfies SystemUnderTest;
  return { system, calls };
}
