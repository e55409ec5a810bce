import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import type { PartProcess } from './part-process.ts';
import { ProcessPart } from './process-part.ts';

const signal = new AbortController().signal;

/** A process that obeys, and can end by itself. */
function fakeProcess(pid: number) {
  const ended = new AbortController();
  let asked = false;
  const end = async (): Promise<void> => {
    asked ||= !ended.signal.aborted;
    ended.abort();
  };
  const process = {
    pid,
    ended: ended.signal,
    get stopping() {
      return asked;
    },
    stop: sinon.fake(end),
    kill: sinon.fake(end),
    pause: sinon.fake(),
    resume: sinon.fake(),
  } satisfies PartProcess;
  return { process, dies: () => ended.abort(new Error('it ended with exit code 1')) };
}

const partOf = (...processes: readonly PartProcess[]): ProcessPart => {
  const left = [...processes];
  return new ProcessPart('worker-1', '/nowhere/worker-1.log', async () => {
    const next = left.shift();
    if (next === undefined) throw new Error('it does not come up');
    return next;
  });
};

describe('a part that was never started', () => {
  it('has ended and has not died, has no number, and does nothing', async () => {
    const part = partOf();
    expect([part.ended.aborted, part.died, part.pid]).toEqual([true, false, undefined]);
    for (const act of [part.stop(), part.kill(), part.pause(), part.resume()])
      await expect(act).resolves.toBeUndefined();
  });
});

describe('a part that runs', () => {
  it('has a number, and passes on what it is asked', async () => {
    const { process } = fakeProcess(7);
    const part = partOf(process);
    await part.start(signal);
    expect([part.pid, part.ended.aborted, part.died]).toEqual([7, false, false]);
    await part.pause();
    await part.resume();
    await part.stop(true);
    expect([process.pause.callCount, process.resume.callCount, process.stop.args]).toEqual([
      1,
      1,
      [[true]],
    ]);
  });

  it.each(['stop', 'kill'] as const)('has not died when it was asked to end: %s', async (how) => {
    const part = partOf(fakeProcess(7).process);
    await part.start(signal);
    await part[how]();
    expect([part.ended.aborted, part.died]).toEqual([true, false]);
  });

  it('has died when it ended by itself, also after it is stopped', async () => {
    const { process, dies } = fakeProcess(7);
    const part = partOf(process);
    await part.start(signal);
    dies();
    expect(part.died).toBe(true);
    await part.stop();
    expect(part.died).toBe(true);
  });

  it('started again is another process, and no longer dead', async () => {
    const first = fakeProcess(7);
    const part = partOf(first.process, fakeProcess(8).process);
    await part.start(signal);
    const { ended } = part;
    first.dies();
    await part.start(signal);
    expect([part.pid, part.died, ended.aborted, part.ended.aborted]).toEqual([
      8,
      false,
      true,
      false,
    ]);
  });

  it('that does not come up again has died', async () => {
    const part = partOf(fakeProcess(7).process);
    await part.start(signal);
    await part.stop();
    await expect(part.start(signal)).rejects.toThrow('it does not come up');
    expect([part.died, part.ended.aborted]).toEqual([true, true]);
  });
});

describe('a part that is still starting', () => {
  /** A boot that takes until it is told, or until its signal aborts. */
  function slow() {
    const { process } = fakeProcess(9);
    const up = Promise.withResolvers<PartProcess>();
    const part = new ProcessPart('main', '/nowhere/main.log', (boot) => {
      boot.addEventListener('abort', () => up.reject(boot.reason), { once: true });
      return up.promise;
    });
    return { part, process, isUp: () => up.resolve(process) };
  }

  it.each(['stop', 'kill'] as const)(
    'is not there a moment after it was asked to end: %s',
    async (how) => {
      const { part } = slow();
      const starting = part.start(signal);
      starting.catch(() => undefined);
      await part[how]();
      await expect(starting).rejects.toThrow('main was asked to end while it started');
      expect(part.pid).toBeUndefined();
    },
  );

  it('and comes up at that very moment is ended all the same', async () => {
    const { part, process, isUp } = slow();
    const starting = part.start(signal);
    isUp();
    await part.stop(true);
    await starting;
    expect(process.stop.args).toEqual([[true]]);
  });

  it('ends with the run', async () => {
    const run = new AbortController();
    const { part } = slow();
    const starting = part.start(run.signal);
    run.abort(new Error('enough'));
    await expect(starting).rejects.toThrow('enough');
  });
});
