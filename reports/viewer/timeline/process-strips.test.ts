import { describe, expect, it } from 'vitest';
import type { HistoryEvent, HistoryEventBody } from '../../../harness/model/event.ts';
import { History } from '../../../harness/model/history.ts';
import { drawTimeline } from './draw-timeline.ts';
import type { Strip } from './drawing.ts';
import { processStrips } from './process-strips.ts';
import { createTimeScale } from './time-scale.ts';

/**
 * Makes a history of events that follow each other every tenth of a second. The run ends with the
 * last event.
 */
const told = (...bodies: readonly HistoryEventBody[]): History =>
  new History(
    bodies.map((body, index): HistoryEvent => ({ n: index + 1, at: index * 100, ...body })),
  );

const process = (
  name: string,
  state: Extract<HistoryEventBody, { type: 'process' }>['state'],
): HistoryEventBody => ({ type: 'process', process: name, state });
const lock = (
  name: string | undefined,
  state: Extract<HistoryEventBody, { type: 'lock' }>['state'],
  credential = 'main',
): HistoryEventBody => ({
  type: 'lock',
  credential,
  state,
  ...(name === undefined ? {} : { process: name }),
});
const END: HistoryEventBody = { type: 'end', reason: 'completed' };

function strips(history: History): readonly Strip[] {
  return processStrips(
    history,
    createTimeScale(
      history.events.map(({ at }) => at),
      1_000,
    ),
  );
}

/** The bars of a strip with their first and last event: `killed 2-4`. */
const bars = (strip: Strip | undefined): string[] =>
  (strip?.bars ?? []).map(({ label, events }) => `${label} ${events.join('-')}`);

describe('a strip for each process', () => {
  it('is there for those that something happened to, in the order of their names', () => {
    const history = told(
      process('worker-2', 'killed'),
      process('redis', 'stopped'),
      lock('worker-1', 'taken'),
      lock('main', 'waits'),
      END,
    );
    expect(strips(history).map(({ label }) => label)).toEqual([
      'main',
      'redis',
      'worker-1',
      'worker-2',
    ]);
  });

  it('is there for none when nothing did', () => {
    expect(strips(told(END))).toEqual([]);
  });

  it('stands with those of n8n, and nothing of it among what was seen of the credential', () => {
    const { lanes, marks } = drawTimeline(
      told(process('main', 'killed'), process('main', 'started'), END),
      1_000,
    );
    expect(lanes.map(({ label }) => label)).toEqual(['executions', 'main']);
    expect(lanes[0]?.group).toBe('n8n');
    expect(marks).toEqual([]);
  });
});

describe('how long a process was gone or stood still', () => {
  it.each([
    ['exited', 'broken'],
    ['killed', 'broken'],
    ['stopped', 'quiet'],
  ] as const)('%s, until it is started again', (state, tone) => {
    const [strip] = strips(
      told(process('main', state), process('worker-1', 'started'), process('main', 'started'), END),
    );
    expect(bars(strip)).toEqual([`${state} 1-3`]);
    expect(strip?.bars[0]).toMatchObject({
      n: 1,
      tone,
      x: 0,
      text: expect.stringMatching(/^Process main .* Process main started\.$/),
    });
    expect(strip?.bars[0]?.width).toBeCloseTo(1_000 * (2 / 3), 0);
  });

  it('paused, until it goes on or is gone', () => {
    expect(
      bars(strips(told(process('main', 'paused'), process('main', 'resumed'), END))[0]),
    ).toEqual(['stands still 1-2']);
    expect(
      bars(
        strips(
          told(
            process('main', 'paused'),
            process('main', 'killed'),
            process('main', 'started'),
            END,
          ),
        )[0],
      ),
    ).toEqual(['stands still 1-2', 'killed 2-3']);
  });

  it('to the end of the run when nothing else was seen, and says so', () => {
    const [strip] = strips(told(process('main', 'killed'), END));
    expect(bars(strip)).toEqual(['killed 1']);
    expect(strip?.bars[0]?.text).toBe(
      'Process main was killed. It stays so to the end of the run.',
    );
  });

  it('a command is there from its beginning to its end', () => {
    const [strip] = strips(
      told(
        process('cli-1', 'started'),
        process('cli-1', 'finished'),
        process('main', 'paused'),
        END,
      ),
    );
    expect([bars(strip), strip?.marks]).toEqual([['runs 1-2'], []]);
    expect(strip?.bars[0]?.text).toBe(
      'Process cli-1 started. Process cli-1 did its work and ended.',
    );
  });

  it('a beginning without an end before it is a dot', () => {
    const [strip] = strips(
      told(process('main', 'started'), process('main', 'killed'), process('main', 'started'), END),
    );
    expect(strip?.marks.map(({ n, shape }) => [n, shape])).toEqual([[1, 'dot']]);
  });
});

describe('the lock of a credential', () => {
  it('is held from when it is taken until it is released; what waits for it is a dot', () => {
    const history = told(
      lock('worker-1', 'taken'),
      lock('worker-2', 'waits'),
      lock('worker-1', 'renewed'),
      lock('worker-1', 'released'),
      lock('worker-2', 'taken'),
      lock('worker-2', 'released'),
      END,
    );
    const [first, second] = strips(history);
    expect([bars(first), bars(second)]).toEqual([['lock 1-4'], ['lock 5-6']]);
    expect([first?.marks.length, second?.marks.map(({ n, tone }) => [n, tone])]).toEqual([
      0,
      [[2, 'refused']],
    ]);
  });

  it('is held until it is lost, whoever made it go, or another one is seen to have it', () => {
    expect(strips(told(lock('worker-1', 'taken'), lock(undefined, 'lost'), END)).map(bars)).toEqual(
      [['lock 1-2']],
    );
    expect(
      strips(told(lock('worker-1', 'taken'), lock('worker-2', 'taken'), END)).map(bars),
    ).toEqual([['lock 1-2'], ['lock 2']]);
  });

  it('of one credential does not end with that of another', () => {
    expect(
      bars(
        strips(
          told(
            lock('worker-1', 'taken'),
            lock('worker-1', 'taken', 'other'),
            lock('worker-1', 'released', 'other'),
            lock('worker-1', 'released'),
            END,
          ),
        )[0],
      ),
    ).toEqual(['lock 1-4', 'lock 2-3']);
  });

  it('whose holder is not known stands apart', () => {
    expect(
      strips(told(lock(undefined, 'taken'), lock(undefined, 'released'), END)).map(
        ({ label }) => label,
      ),
    ).toEqual(['unknown']);
  });

  it('and a pause meanwhile are in two rows', () => {
    const [strip] = strips(
      told(
        lock('worker-1', 'taken'),
        process('worker-1', 'paused'),
        process('worker-1', 'resumed'),
        lock('worker-1', 'released'),
        END,
      ),
    );
    expect(new Set(strip?.bars.map(({ y }) => y)).size).toBe(2);
    expect(strip?.height).toBeGreaterThan(20);
  });
});

it('the band of a fault says how it was met', () => {
  const fault = {
    type: 'fault',
    fault: 'redis/down',
    id: 'target-1',
    actsOn: 'redis',
    options: {},
  } as const;
  const { faults } = drawTimeline(
    told(
      { ...fault, state: 'begin' },
      { ...fault, state: 'met', note: 'Redis went' },
      { ...fault, state: 'healed', by: 'plan' },
      END,
    ),
    1_000,
  );
  expect(faults.map(({ text }) => text)).toEqual([
    'Fault redis/down begins (target-1). Fault redis/down was met (target-1): Redis went. Fault redis/down ends (target-1), by plan.',
  ]);
});
