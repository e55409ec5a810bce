import sinon from 'sinon';
import { describe, expect, it } from 'vitest';
import { ProcessService } from './process-service.ts';
import type { ServiceProcess } from './service-process.ts';

const signal = new AbortController().signal;

/** A fake process that obeys, and can end by itself. */
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
  } satisfies ServiceProcess;
  return { process, dies: () => ended.abort(new Error('it ended with exit code 1')) };
}

const serviceOf = (...processes: readonly ServiceProcess[]): ProcessService => {
  const left = [...processes];
  return new ProcessService('worker-1', '/nowhere/worker-1.log', async () => {
    const next = left.shift();
    if (next === undefined) throw new Error('it does not come up');
    return next;
  });
};

describe('a service that was never started', () => {
  it('has ended and has not died, has no number, and does nothing', async () => {
    const service = serviceOf();
    expect([service.ended.aborted, service.died, service.pid]).toEqual([true, false, undefined]);
    for (const act of [service.stop(), service.kill(), service.pause(), service.resume()])
      await expect(act).resolves.toBeUndefined();
  });
});

describe('a service that runs', () => {
  it('has a number, and passes on what it is asked', async () => {
    const { process } = fakeProcess(7);
    const service = serviceOf(process);
    await service.start(signal);
    expect([service.pid, service.ended.aborted, service.died]).toEqual([7, false, false]);
    await service.pause();
    await service.resume();
    await service.stop(true);
    expect([process.pause.callCount, process.resume.callCount, process.stop.args]).toEqual([
      1,
      1,
      [[true]],
    ]);
  });

  it.each(['stop', 'kill'] as const)('has not died when it was asked to end: %s', async (how) => {
    const service = serviceOf(fakeProcess(7).process);
    await service.start(signal);
    await service[how]();
    expect([service.ended.aborted, service.died]).toEqual([true, false]);
  });

  it('has died when it ended by itself, also after it is stopped', async () => {
    const { process, dies } = fakeProcess(7);
    const service = serviceOf(process);
    await service.start(signal);
    dies();
    expect(service.died).toBe(true);
    await service.stop();
    expect(service.died).toBe(true);
  });

  it('started again is another process, and no longer dead', async () => {
    const first = fakeProcess(7);
    const service = serviceOf(first.process, fakeProcess(8).process);
    await service.start(signal);
    const { ended } = service;
    first.dies();
    await service.start(signal);
    expect([service.pid, service.died, ended.aborted, service.ended.aborted]).toEqual([
      8,
      false,
      true,
      false,
    ]);
  });

  it('that does not come up again has died', async () => {
    const service = serviceOf(fakeProcess(7).process);
    await service.start(signal);
    await service.stop();
    await expect(service.start(signal)).rejects.toThrow('it does not come up');
    expect([service.died, service.ended.aborted]).toEqual([true, true]);
  });
});

describe('a service that is still starting', () => {
  /** A start that lasts until the test ends it, or until its signal is aborted. */
  function slow() {
    const { process } = fakeProcess(9);
    const up = Promise.withResolvers<ServiceProcess>();
    const service = new ProcessService('main', '/nowhere/main.log', (boot) => {
      boot.addEventListener('abort', () => up.reject(boot.reason), { once: true });
      return up.promise;
    });
    return { service, process, isUp: () => up.resolve(process) };
  }

  it.each(['stop', 'kill'] as const)(
    'is not there a moment after it was asked to end: %s',
    async (how) => {
      const { service } = slow();
      const starting = service.start(signal);
      starting.catch(() => undefined);
      await service[how]();
      await expect(starting).rejects.toThrow('main was asked to end while it started');
      expect(service.pid).toBeUndefined();
    },
  );

  it('and comes up at that very moment is ended all the same', async () => {
    const { service, process, isUp } = slow();
    const starting = service.start(signal);
    isUp();
    await service.stop(true);
    await starting;
    expect(process.stop.args).toEqual([[true]]);
  });

  it('ends with the run', async () => {
    const run = new AbortController();
    const { service } = slow();
    const starting = service.start(run.signal);
    run.abort(new Error('enough'));
    await expect(starting).rejects.toThrow('enough');
  });
});
