import { describe, expect, test } from 'vitest';
import type { EventOf } from '../../model/event.ts';
import type { History } from '../../model/history.ts';
import { story } from '../testing/history-builder.ts';
import { goodStory, untilExpired } from '../testing/stories.ts';
import { processesStayAlive as checker } from './processes-stay-alive.ts';

type Exit = Partial<Pick<EventOf<'process'>, 'process' | 'code' | 'signal'>>;

const exit = (told: ReturnType<typeof story>, fields: Exit = {}): History =>
  told.add({ type: 'process', process: 'main', state: 'exited', code: 1, ...fields }).build();

describe('processes-stay-alive', () => {
  test('holds when nothing ended, or only what the plan ended', () => {
    expect(checker.check(goodStory()).verdict).toBe('holds');
    const killed = untilExpired().process('worker-1', 'killed').process('worker-1', 'started');
    expect(checker.check(killed.build())).toMatchObject({
      verdict: 'holds',
      message: '1 process ended because the plan wanted it, no other.',
    });
    for (const state of ['finished', 'refused'] as const)
      expect(checker.check(untilExpired().process('cli-1', state).build()).verdict).toBe('holds');
  });

  test('is violated when a process ends that nobody ended', () => {
    const history = exit(untilExpired());
    expect(checker.check(history)).toMatchObject({
      verdict: 'violated',
      message: 'Main ended with exit code 1 although nobody asked it to.',
      evidence: [history.of('process')[0]?.n],
    });
    expect(checker.check(exit(untilExpired(), { code: null, signal: 'SIGABRT' }))).toMatchObject({
      verdict: 'violated',
      message: 'Main was ended by SIGABRT although nobody asked it to.',
    });
  });

  test('a restart that was waited for in vain tells nothing of the client', () => {
    const slow = untilExpired()
      .add({ type: 'remedy', remedy: 'restart', state: 'begin' })
      .add({ type: 'remedy', remedy: 'restart', state: 'failed', error: 'not ready after 360 s' })
      .add({ type: 'end', reason: 'stopped', because: 'client-ended' });
    expect(checker.check(slow.build())).toMatchObject({
      verdict: 'unknown',
      message: 'The client was not up in time after it had been restarted as a remedy.',
    });
  });

  test('is violated when the run had to stop because the client was gone', () => {
    const gone = untilExpired().add({ type: 'end', reason: 'stopped', because: 'client-ended' });
    expect(checker.check(gone.build()).verdict).toBe('violated');
  });

  test('says that another version did not come up on what is stored', () => {
    const version = { type: 'version', from: '1.0.0', to: '2.0.0', data: 'left' } as const;
    const ended = untilExpired()
      .add({ type: 'process', process: 'main', state: 'exited', code: 1 })
      .add({ ...version, started: false });
    expect(checker.check(ended.build())).toMatchObject({
      verdict: 'violated',
      message:
        'The client of version 2.0.0 did not come up on what 1.0.0 had stored: main ended with exit code 1.',
    });
    const hung = untilExpired()
      .add({ ...version, started: false })
      .add({ type: 'end', reason: 'stopped', because: 'client-ended' });
    expect(checker.check(hung.build())).toMatchObject({
      verdict: 'violated',
      message: 'The client of version 2.0.0 did not come up on what 1.0.0 had stored.',
    });
  });

  test.each<readonly [string, History]>([
    ['the machine killed it', exit(untilExpired(), { code: null, signal: 'SIGKILL' })],
    ['the machine killed its container', exit(untilExpired(), { code: 137 })],
    ['it was a service of the harness', exit(untilExpired(), { process: 'postgres' })],
    ['its Redis had been taken away', exit(untilExpired().inject('redis/down', 'r1', 'redis'))],
    [
      'an old history does not say how',
      story().add({ type: 'harness-error', code: 'target-died', message: 'Gone.' }).build(),
    ],
  ])('is unknown when %s', (_, history) => {
    expect(checker.check(history).verdict).toBe('unknown');
  });

  test('is not looked at where no process can be seen', () => {
    expect(checker.check(goodStory({ capabilities: [] })).verdict).toBe('not-looked-at');
  });

  test('of a target without processes that fell silent says that, and neither holds nor accuses', () => {
    const silent = story({ capabilities: [] })
      .add({ type: 'harness-error', code: 'n8n-unreachable', message: 'Could not connect.' })
      .build();
    expect(checker.check(silent)).toMatchObject({
      verdict: 'not-looked-at',
      message: expect.stringContaining('no longer answered'),
    });
  });
});
