import { describe, expect, it } from 'vitest';
import type { HistoryEventBody } from '../../harness/model/event.ts';
import { eventKind, isTrouble } from './event-kind.ts';

const reply = {
  type: 'reply',
  exchange: 1,
  endpoint: 'token',
  outcome: 'http',
  delivered: true,
  faults: [],
} as const;
const execution = {
  type: 'execution',
  key: 'e1',
  workflow: 'main',
  credential: 'main',
  phase: 'steady',
  items: [],
  status: 'success',
  durationMs: 1,
  leaks: [],
} as const;
const at = (body: HistoryEventBody) => ({ n: 1, at: 0, ...body });

describe('eventKind', () => {
  it('keeps API calls apart from everything else the provider serves', () => {
    expect(eventKind(at(reply))).toBe('token');
    expect(eventKind(at({ ...reply, endpoint: 'resource' }))).toBe('api');
    expect(eventKind(at({ type: 'end', reason: 'completed' }))).toBe('run');
  });

  it('counts the lock of a credential to the credential, and processes to the run', () => {
    expect(eventKind(at({ type: 'lock', credential: 'main', state: 'taken' }))).toBe('credential');
    expect(eventKind(at({ type: 'process', process: 'main', state: 'killed' }))).toBe('run');
    expect(
      eventKind(
        at({
          type: 'fault',
          fault: 'redis/down',
          id: 'target-1',
          state: 'met',
          actsOn: 'redis',
          options: {},
        }),
      ),
    ).toBe('fault');
  });
});

describe('isTrouble', () => {
  it.each<[boolean, HistoryEventBody]>([
    [false, { ...reply, status: 200 }],
    [true, { ...reply, status: 400 }],
    [true, { ...reply, outcome: 'reset', delivered: false }],
    [false, execution],
    [true, { ...execution, status: 'hung' }],
    [true, { ...execution, leaks: ['client secret'] }],
    [true, { ...execution, itemsWithErrorBody: ['e1.1'] }],
    [true, { type: 'end', reason: 'aborted' }],
    [true, { type: 'ledger', action: 'replayed', realmTimeMs: 0 }],
    [false, { type: 'ledger', action: 'issued', realmTimeMs: 0 }],
    [true, { type: 'process', process: 'main', state: 'exited' }],
    [true, { type: 'process', process: 'main', state: 'killed' }],
    [false, { type: 'process', process: 'main', state: 'stopped' }],
    [false, { type: 'process', process: 'main', state: 'resumed' }],
    [true, { type: 'lock', credential: 'main', state: 'lost' }],
    [false, { type: 'lock', credential: 'main', state: 'waits' }],
  ])('%s for %j', (trouble, body) => {
    expect(isTrouble(at(body))).toBe(trouble);
  });
});
