import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEvent, HistoryEventBody } from '../../harness/model/event.ts';
import { arbitraryHistory } from '../testing/arbitrary-history.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { token } from '../testing/sample-token.ts';
import { describeEvent } from './describe-event.ts';

const event = (body: HistoryEventBody): HistoryEvent => ({ n: 1, at: 0, ...body });
const say = (body: HistoryEventBody): string => describeEvent(event(body));
const isSentence = (text: string): boolean =>
  /^[A-Z][^]*[.)\]]$|^[A-Z][^]*: [^]+$/.test(text) && !/undefined|\[object|NaN/.test(text);

const request = {
  type: 'request',
  exchange: 7,
  endpoint: 'token',
  method: 'POST',
  path: '/token',
  grantType: 'refresh_token',
} as const;
const reply = {
  type: 'reply',
  exchange: 7,
  endpoint: 'token',
  outcome: 'http',
  delivered: true,
  faults: [],
} as const;

describe('describeEvent', () => {
  it('makes a sentence of every event, whatever it holds', () => {
    fc.assert(
      fc.property(arbitraryHistory, (history) =>
        history.events.every((each) => isSentence(describeEvent(each))),
      ),
    );
    for (const events of sampleRun().histories.values())
      for (const each of events) expect(describeEvent(each)).toSatisfy(isSentence);
  });

  it('names tokens by place and never by fingerprint', () => {
    for (const events of sampleRun().histories.values()) {
      const text = events.map((each) => describeEvent(each)).join('\n');
      expect(text).toContain('refresh token f1·1');
      expect(text).not.toContain(token('refresh', 1, 1).fingerprint);
    }
  });

  it('says which token a refresh presents and how it stands', () => {
    expect(
      say({
        ...request,
        presented: { kind: 'refresh', standing: 'spent', ref: token('refresh', 1, 2) },
      }),
    ).toBe('Request 7: refresh at the token endpoint, with refresh token f1·2 (spent).');
    expect(say({ ...request, presented: { kind: 'refresh', standing: 'absent' } })).toContain(
      'with no refresh token',
    );
    expect(say({ ...request, presented: { kind: 'refresh', standing: 'unknown' } })).toContain(
      'with an unknown refresh token',
    );
  });

  it('tells an answer by status, error and Retry-After', () => {
    expect(say({ ...reply, status: 429, error: 'slow_down', retryAfterSeconds: 2 })).toBe(
      'Reply 7 from the token endpoint: 429 slow_down, come back in 2.0 s.',
    );
  });

  it("has the provider's own words about an error", () => {
    expect(say({ ...reply, status: 404, error: 'gone', says: 'We have moved.' })).toBe(
      'Reply 7 from the token endpoint: 404 gone "We have moved.".',
    );
  });

  it('says that tokens were issued but lost', () => {
    const text = say({
      ...reply,
      outcome: 'reset',
      delivered: false,
      issued: { refresh: token('refresh', 1, 2) },
      faults: ['f1'],
    });
    expect(text).toBe(
      'Reply 7 from the token endpoint: the connection was reset; the provider had issued refresh token f1·2, which the client never learnt. [fault f1]',
    );
  });

  it('compares the stored credential with what is live', () => {
    const stored = {
      type: 'stored-credential',
      credential: 'main',
      access: 'absent',
      refresh: 'foreign',
      fields: {},
    } as const;
    expect(say({ ...stored, live: null })).toBe(
      'Stored in credential ‘main’: no access token and an unknown refresh token; the provider has nothing live for it.',
    );
    expect(
      say({ ...stored, live: { family: 'f1', scope: 'read', refresh: token('refresh', 1, 3) } }),
    ).toContain('live at the provider: refresh token f1·3');
  });

  it('tells how an execution ended, with what is wrong inside', () => {
    const execution = {
      type: 'execution',
      key: 'e1',
      workflow: 'main',
      credential: 'main',
      phase: 'during',
      items: ['a'],
      durationMs: 1_200,
    } as const;
    expect(say({ ...execution, status: 'success', leaks: [] })).toBe(
      'Execution e1 succeeded after 1.2 s.',
    );
    expect(
      say({ ...execution, status: 'success', leaks: ['client secret'], itemsWithErrorBody: ['a'] }),
    ).toMatch(/reported as done .*: a; secrets stored in the execution: client secret\.$/);
    expect(
      say({
        ...execution,
        status: 'error',
        leaks: [],
        error: { message: 'No', httpStatus: 401, node: 'Call' },
      }),
    ).toContain('HTTP 401: No (node ‘Call’)');
  });

  it('tells what was held, and why it went on', () => {
    const held = { type: 'hold', what: 'refresh', moment: 'after-commit' } as const;
    expect([
      say({ ...held, state: 'armed' }),
      say({ ...held, state: 'met', exchange: 4 }),
      say({ ...held, state: 'released', by: 'plan' }),
      say({ ...held, state: 'released', by: 'client' }),
    ]).toEqual([
      'Hold: the next refresh is held when it was carried out, before its answer leaves.',
      'Hold: the refresh is held.',
      'Hold: the refresh goes on.',
      'Hold: the refresh goes on, its sender has hung up.',
    ]);
  });

  it('tells clocks, gates, processes and remedies apart', () => {
    expect(say({ type: 'clock', clock: 'n8n', offsetMs: -3_600_000 })).toBe(
      "The client's clock is 1 h 00 min behind.",
    );
    expect(say({ type: 'clock', clock: 'both', offsetMs: 0 })).toBe(
      "The provider's clocks are right again.",
    );
    expect(
      say({ type: 'gate', state: 'timed-out', wanted: 8, arrived: 3, exchanges: [] }),
    ).toContain('only 3 of 8');
    expect(say({ type: 'process', process: 'n8n', state: 'exited', signal: 'SIGKILL' })).toBe(
      'Process n8n was ended by SIGKILL.',
    );
    expect(say({ type: 'process', process: 'n8n', state: 'exited', code: 1 })).toBe(
      'Process n8n exited with code 1.',
    );
    expect(say({ type: 'process', process: 'cli-1', state: 'finished', code: 1 })).toBe(
      'Process cli-1 did its work and ended with code 1.',
    );
    expect(say({ type: 'remedy', remedy: 'reconnect', state: 'failed', error: 'no' })).toBe(
      'Remedy reconnect could not be carried out: no',
    );
  });

  it.each([
    ['started', 'Process worker-1 (pid 7) started.'],
    ['stopped', 'Process worker-1 (pid 7) was stopped.'],
    ['killed', 'Process worker-1 (pid 7) was killed.'],
    ['paused', 'Process worker-1 (pid 7) stands still.'],
    ['resumed', 'Process worker-1 (pid 7) goes on.'],
    ['exited', 'Process worker-1 (pid 7) exited.'],
    ['finished', 'Process worker-1 (pid 7) did its work and ended.'],
    ['refused', 'Process worker-1 (pid 7) ended: it refuses another encryption key.'],
  ] as const)('says of a process that it %s', (state, text) => {
    expect(say({ type: 'process', process: 'worker-1', state, pid: 7 })).toBe(text);
  });

  it('does not blame the signal when a fault killed it', () => {
    expect(
      say({ type: 'process', process: 'main', state: 'killed', code: null, signal: 'SIGKILL' }),
    ).toBe('Process main was killed.');
  });

  it.each([
    ['taken', 'Worker-1 takes the lock of main.'],
    ['waits', 'Worker-1 waits for the lock of main.'],
    ['renewed', 'Worker-1 keeps the lock of main.'],
    ['released', 'Worker-1 releases the lock of main.'],
    ['lost', 'The lock of main is gone although nobody released it.'],
  ] as const)('says what a process does with a lock: %s', (state, text) => {
    expect(say({ type: 'lock', credential: 'main', process: 'worker-1', state })).toBe(text);
  });

  it.each([
    [true, 'left', 'Version 2.0.0 was started in the place of 1.0.0, on the data of 1.0.0.'],
    [
      false,
      'copy',
      'Version 2.0.0, in the place of 1.0.0, did not come up on a copy of its data from before the upgrade.',
    ],
  ] as const)(
    'says which version was started, and whether it came up: %s',
    (started, data, text) => {
      expect(say({ type: 'version', from: '1.0.0', to: '2.0.0', data, started })).toBe(text);
    },
  );

  it('says so when it is not known whose it is', () => {
    expect(say({ type: 'lock', credential: 'main', state: 'taken' })).toBe(
      'A process of the client takes the lock of main.',
    );
  });

  it('says how a fault of the target was met', () => {
    const fault = {
      type: 'fault',
      fault: 'n8n/killed',
      id: 'target-1',
      actsOn: 'process',
      options: {},
    } as const;
    expect(
      say({ ...fault, state: 'met', note: 'main was killed while no refresh was watched' }),
    ).toBe('Fault n8n/killed was met (target-1): main was killed while no refresh was watched.');
    expect(say({ ...fault, state: 'met' })).toBe('Fault n8n/killed was met (target-1).');
    expect(say({ ...fault, state: 'healed', by: 'its time' })).toBe(
      'Fault n8n/killed ends (target-1), by its time.',
    );
  });

  it('says which process sent a request, where that is known', () => {
    expect(say({ ...request, sender: 'worker-2' })).toBe(
      'Request 7 from worker-2: refresh at the token endpoint.',
    );
    expect(
      say({
        type: 'request',
        exchange: 8,
        endpoint: 'resource',
        method: 'GET',
        path: '/items/a',
        item: 'a',
        sender: 'main',
      }),
    ).toBe('Request 8 from main: GET item a at the API.');
    expect(say(request)).toBe('Request 7: refresh at the token endpoint.');
  });

  it('gives a step its words when it knows the plan', () => {
    const [events] = sampleRun().histories.values();
    const head = events?.[0];
    const step = event({ type: 'step', index: 0, state: 'begin' });
    expect(describeEvent(step)).toBe('Step 1 begins.');
    if (head?.type !== 'scenario') throw new TypeError('The sample begins with its scenario.');
    expect(describeEvent(step, { ...head, words: ['run 3 executions'] })).toBe(
      'Step 1 begins: run 3 executions.',
    );
    expect(describeEvent(step, head)).toBe('Step 1 begins: execute (times: 3).');
  });
});
