import sinon from 'sinon';
import type {
  CommandRun,
  DatabaseSession,
  DataOfVersion,
  LookupTrouble,
  OtherKeyStart,
  ProcessName,
  SystemUnderTest,
  WhichVersion,
} from '../model/system.ts';

/** The calls that a system received, one line each: `kill main`. */
export type Calls = string[];

export interface FakeSystemOptions {
  readonly processes?: readonly ProcessName[];
  readonly openDatabase?: () => Promise<DatabaseSession>;
  /** Aborted when a command has ended. */
  readonly commandEnded?: AbortSignal;
  /** What a process does that is given another encryption key. */
  readonly otherKey?: OtherKeyStart;
  /** The versions between which it can be exchanged. */
  readonly versions?: SystemUnderTest['versions'];
  /** How many look-ups have met what was said of them. */
  readonly troubledLookups?: () => number;
}

/** A fake system whose processes obey immediately. `calls` records the calls in order. */
export function fakeSystem({
  processes = ['main'],
  openDatabase = () => Promise.reject(new Error('it has no database')),
  commandEnded = new AbortController().signal,
  otherKey = 'runs',
  versions,
  troubledLookups = () => 0,
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
    startWithOtherKey: sinon.fake(async (name: ProcessName): Promise<OtherKeyStart> => {
      calls.push(`start ${name} with another key`);
      return otherKey;
    }),
    versions,
    startAs: sinon.fake(
      async (which: WhichVersion, data: DataOfVersion, names: readonly ProcessName[]) => {
        calls.push(`start ${names.join(' and ')} as the ${which} version on ${data}`);
      },
    ),
    troubleLookups: sinon.fake(async (trouble: LookupTrouble | undefined) => {
      calls.push(trouble === undefined ? 'look names up as ever' : `trouble ${trouble.host}`);
    }),
    countTroubledLookups: async () => troubledLookups(),
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
