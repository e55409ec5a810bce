import sinon from 'sinon';
import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../model/event.ts';
import { bareRun } from '../../testing/bare-run.ts';
import { changedClient } from '../../testing/changed-client.ts';
import type { ScenarioRun } from '../scenario-run.ts';
import { heal } from './heal.ts';

type InForce = ScenarioRun['targetFaults'][number];

const fault = (
  id: string,
  name: string,
  healing: InForce['heal'] = sinon.fake.resolves(undefined),
): InForce => ({ id, name, actsOn: name.split('/')[0] ?? '', options: {}, heal: healing });

const healed = (events: readonly HistoryEvent[]): string[] =>
  events.flatMap((event) =>
    event.type === 'fault' && event.state === 'healed'
      ? [`${event.fault} ${event.id} by ${event.by}`]
      : [],
  );

describe('which faults are ended', () => {
  test.each([
    [
      'all',
      { all: true },
      [
        'token/slow f1',
        'token/slow f2',
        'redis/down target-1',
        'redis/down target-2',
        'database/locked target-3',
      ],
    ],
    [
      'one of the target, by its id, though others have its name',
      { id: 'target-2' },
      ['redis/down target-2'],
    ],
    ['none, by an id nobody has', { id: 'target-9' }, []],
    ['those of one name', { name: 'redis/down' }, ['redis/down target-1', 'redis/down target-2']],
    ['those that act on one thing', { actsOn: 'database' }, ['database/locked target-3']],
  ] as const)('%s', async (_, which, expected) => {
    const { run, events } = await bareRun({
      targetFaults: [
        fault('target-1', 'redis/down'),
        fault('target-2', 'redis/down'),
        fault('target-3', 'database/locked'),
      ],
    });
    run.realm.inject('token/slow', { by: '1s' });
    run.realm.inject('token/slow', { by: '2s' });
    const ids = run.realm.faults.map(({ id }) => id);
    await heal(run, which, 'plan');
    expect(
      healed(events).map((line) =>
        line.replace(` ${ids[0]} `, ' f1 ').replace(` ${ids[1]} `, ' f2 '),
      ),
    ).toEqual(expected.map((line) => `${line} by plan`));
    expect(run.realm.faults.length + run.targetFaults.length).toBe(5 - expected.length);
  });

  test('one of the provider, by its id', async () => {
    const { run, events } = await bareRun({ targetFaults: [fault('target-1', 'redis/down')] });
    const { id } = run.realm.inject('token/slow');
    run.realm.inject('token/slow');
    await heal(run, { id }, 'plan');
    expect(healed(events)).toEqual([`token/slow ${id} by plan`]);
  });
});

test('one that ended by itself while it was healed is recorded once, by what came first', async () => {
  const { run, events } = await bareRun();
  const free = Promise.withResolvers<void>();
  run.targetFaults.push(fault('target-1', 'redis/down', () => free.promise));
  const both = [heal(run, { id: 'target-1' }, 'its time'), heal(run, { all: true }, 'plan')];
  free.resolve();
  await Promise.all(both);
  expect(healed(events)).toEqual(['redis/down target-1 by its time']);
  expect(run.targetFaults).toEqual([]);
});

test('one that cannot be ended stays in force and is told; the others are ended all the same', async () => {
  const { run, events } = await bareRun();
  run.targetFaults.push(
    fault('target-1', 'redis/down', sinon.fake.rejects(new Error('it does not come up'))),
    fault('target-2', 'database/locked'),
  );
  await expect(heal(run, { all: true }, 'plan')).rejects.toThrow('it does not come up');
  expect(healed(events)).toEqual(['database/locked target-2 by plan']);
  expect(run.targetFaults.map(({ id }) => id)).toEqual(['target-1']);
});

test('a client that has ended took its faults with it: nothing of it is touched', async () => {
  const healing = sinon.fake.resolves(undefined);
  const { run, events } = await bareRun({
    client: changedClient(() => ({ alive: false })),
    targetFaults: [fault('target-1', 'redis/down', healing)],
  });
  run.realm.inject('token/slow');
  await heal(run, { all: true }, 'end');
  expect(healing.called).toBe(false);
  expect(healed(events)).toEqual([expect.stringMatching(/^token\/slow .* by end$/)]);
});

test('it is ended with the signal that was given, or that of the run', async () => {
  const healing = sinon.fake.resolves(undefined);
  const { run } = await bareRun({
    targetFaults: [
      fault('target-1', 'redis/down', healing),
      fault('target-2', 'redis/down', healing),
    ],
  });
  const own = new AbortController().signal;
  await heal(run, { id: 'target-1' }, 'end', own);
  await heal(run, { id: 'target-2' }, 'end');
  expect(healing.args.map(([signal]) => signal)).toEqual([own, run.signal]);
});
