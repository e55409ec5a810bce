import FakeTimers from '@sinonjs/fake-timers';
import sinon from 'sinon';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FaultTrial } from '../../testing/try-fault.ts';
import { atMoment, momentOptions, momentText, type Struck } from './moment.ts';

let clock: ReturnType<typeof FakeTimers.install>;
beforeEach(() => (clock = FakeTimers.install({ toFake: ['setTimeout', 'clearTimeout'] })));
afterEach(() => clock.uninstall());

const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let over = false;
  void promise.finally(() => (over = true));
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  return over;
};

describe('atMoment', () => {
  it('acts at once when the moment is now, and waits for no refresh', async () => {
    const trial = new FaultTrial(undefined);
    const action = sinon.fake.resolves(undefined);
    await atMoment(trial.context, { when: 'now' }, action);
    expect(action.args).toEqual([[undefined]]);
    await trial.refresh('main').through();
    expect(action.callCount).toBe(1);
  });

  it.each([
    ['refresh-received', 'its refresh had reached the provider and was not carried out'],
    ['refresh-answered', 'its refresh was carried out and not answered'],
    ['refresh-delivered', 'the answer to its refresh was on the wire'],
  ] as const)('acts when a refresh is at %s and not before, while %s', async (when, words) => {
    const trial = new FaultTrial(undefined);
    const seen: (Struck | undefined)[] = [];
    await atMoment(trial.context, { when }, async (refresh) => void seen.push(refresh));
    const refresh = trial.refresh('worker-1');
    for (const point of ['refresh-received', 'refresh-answered', 'refresh-delivered'] as const) {
      if (point === when) break;
      await refresh.at(point);
    }
    expect(seen).toEqual([]);
    await refresh.at(when);
    expect(seen.map((one) => [one?.request.sender, one?.gone.aborted, one?.words])).toEqual([
      ['worker-1', false, words],
    ]);
  });

  it('acts when an execution has succeeded after a refresh that was carried out, and once', async () => {
    const trial = new FaultTrial(undefined);
    const seen: (string | undefined)[] = [];
    await atMoment(
      trial.context,
      { when: 'execution-succeeded' },
      async (refresh) => void seen.push(refresh?.request.sender),
    );
    await trial.succeed();
    await trial.refusedRefresh('worker-1').through();
    await trial.succeed();
    expect(seen).toEqual([]);
    await trial.refresh('worker-2').through();
    await trial.succeed();
    await trial.succeed();
    expect(seen).toEqual(['worker-2']);
    await trial.undo();
    expect(trial.listeners).toBe(0);
  });

  it('does not take a refusal for a refresh that was carried out', async () => {
    const trial = new FaultTrial(undefined);
    const action = sinon.fake.resolves(undefined);
    await atMoment(trial.context, { when: 'refresh-answered' }, action);
    await trial.refusedRefresh('main').through();
    expect(action.callCount).toBe(0);
    await trial.refresh('main').through();
    expect(action.callCount).toBe(1);
    await trial.undo();
    expect(trial.listeners).toBe(0);
  });

  it('holds the refresh that gives the moment until it has acted, and nobody else', async () => {
    const trial = new FaultTrial(undefined);
    const free = Promise.withResolvers<void>();
    await atMoment(trial.context, { when: 'refresh-answered' }, () => free.promise);
    const first = trial.refresh('main').through();
    expect(await settled(first)).toBe(false);
    await trial.refresh('worker-1').through();
    free.resolve();
    await first;
  });

  it('acts once, however many refreshes follow', async () => {
    const trial = new FaultTrial(undefined);
    const action = sinon.fake.resolves(undefined);
    await atMoment(trial.context, { when: 'refresh-received' }, action);
    await Promise.all([trial.refresh('main').through(), trial.refresh('main').through()]);
    await trial.refresh('main').through();
    expect(action.callCount).toBe(1);
  });

  it('never acts once it was undone', async () => {
    const trial = new FaultTrial(undefined);
    const action = sinon.fake.resolves(undefined);
    await atMoment(trial.context, { when: 'refresh-received' }, action);
    await trial.undo();
    await trial.refresh('main').through();
    expect(action.called).toBe(false);
  });

  it('tells what went wrong at its moment and lets the refresh go on', async () => {
    const trial = new FaultTrial(undefined);
    const cause = new Error('it would not');
    await atMoment(
      trial.context,
      { when: 'refresh-received', for: '1s' },
      sinon.fake.rejects(cause),
    );
    await trial.refresh('main').through();
    expect(trial.failures).toEqual([cause]);
    expect(clock.countTimers()).toBe(0);
  });

  it('lets what goes wrong now be the failure of the injection', async () => {
    const trial = new FaultTrial(undefined);
    await expect(
      atMoment(trial.context, { when: 'now' }, sinon.fake.rejects(new Error('it would not'))),
    ).rejects.toThrow('it would not');
    expect(trial.failures).toEqual([]);
  });

  it('is undone only after what it is doing has come to its end', async () => {
    const trial = new FaultTrial(undefined);
    const free = Promise.withResolvers<void>();
    const order: string[] = [];
    await atMoment(trial.context, { when: 'refresh-received' }, async () => {
      await free.promise;
      trial.context.undo(async () => void order.push('undone'));
      order.push('done');
    });
    const passing = trial.refresh('main').through();
    const undone = trial.undo();
    expect(await settled(undone)).toBe(false);
    free.resolve();
    await Promise.all([passing, undone]);
    expect(order).toEqual(['done', 'undone']);
  });
});

describe('for', () => {
  it('ends the fault by itself after so much time from its moment, not from its beginning', async () => {
    const trial = new FaultTrial(undefined);
    const undone = sinon.fake.resolves(undefined);
    await atMoment(trial.context, { when: 'refresh-received', for: '3s' }, async () =>
      trial.context.undo(undone),
    );
    await clock.tickAsync(10_000);
    expect(trial.endedBy).toEqual([]);
    await trial.refresh('main').through();
    await clock.tickAsync(2_999);
    expect(undone.called).toBe(false);
    await clock.tickAsync(1);
    expect(trial.endedBy).toEqual(['its time']);
    expect(undone.callCount).toBe(1);
  });

  it('ends nothing any more once the fault was healed', async () => {
    const trial = new FaultTrial(undefined);
    await atMoment(trial.context, { when: 'now', for: '3s' }, sinon.fake.resolves(undefined));
    expect(clock.countTimers()).toBe(1);
    await trial.undo();
    expect(clock.countTimers()).toBe(0);
    expect(trial.endedBy).toEqual([]);
  });

  it('tells when it could not be ended', async () => {
    const trial = new FaultTrial(undefined);
    const cause = new Error('it stays');
    await atMoment(trial.context, { when: 'now', for: '1s' }, async () =>
      trial.context.undo(sinon.fake.rejects(cause)),
    );
    await clock.tickAsync(1_000);
    expect(trial.failures).toEqual([cause]);
  });

  it('leaves a fault without it in force', async () => {
    const trial = new FaultTrial(undefined);
    await atMoment(trial.context, { when: 'now' }, sinon.fake.resolves(undefined));
    expect(clock.countTimers()).toBe(0);
  });
});

describe('momentOptions', () => {
  const schema = z.strictObject(momentOptions(['now', 'refresh-answered'], 'refresh-answered'));

  it('falls back on the moment it was given, and lasts until healed', () => {
    expect(schema.parse({})).toEqual({ when: 'refresh-answered' });
    expect(schema.parse({ when: 'now', for: '3s' })).toEqual({ when: 'now', for: '3s' });
  });

  it('refuses moments the fault does not have, and what is no time', () => {
    expect(schema.safeParse({ when: 'refresh-delivered' }).error?.issues[0]?.path).toEqual([
      'when',
    ]);
    expect(schema.safeParse({ for: 'a while' }).error?.issues[0]?.path).toEqual(['for']);
  });
});

it('strikes at once, at the moment of what the plan holds', async () => {
  const trial = new FaultTrial(undefined);
  const seen: string[] = [];
  const strike = () =>
    atMoment(
      trial.context,
      { when: 'now' },
      async (struck) =>
        void seen.push(`${String(struck?.request.sender)}, while ${momentText(struck)}`),
    );
  await strike();
  const refresh = trial.refresh('worker-1');
  trial.holds(refresh, 'before-commit');
  await strike();
  trial.holds(refresh, 'on-the-wire');
  await strike();
  expect(seen).toEqual([
    'undefined, while no refresh was watched',
    'worker-1, while its refresh had reached the provider and was not carried out',
    'worker-1, while the answer to its refresh was on the wire',
  ]);
});

it('says that nothing was watched when nothing is held', () => {
  expect(momentText(undefined)).toBe('no refresh was watched');
});
