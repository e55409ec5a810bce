import { EventEmitter } from 'node:events';
import sinon from 'sinon';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { wasTerminated, watchInterrupts } from './interrupt.ts';

let clock: sinon.SinonFakeTimers;
beforeEach(() => {
  clock = sinon.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => clock.restore());

function watched() {
  const [signals, output] = [new EventEmitter(), new EventEmitter()];
  const [say, exit] = [sinon.spy(), sinon.spy()];
  return { signals, output, say, exit, ...watchInterrupts({ signals, output }, { say, exit }) };
}

it.each(['SIGINT', 'SIGTERM'])(
  'the first %s asks everything to stop, the second ends at once',
  (name) => {
    const { signals, signal, exit, hold } = watched();
    using _held = hold();
    signals.emit(name);
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toMatchObject({ exitCode: 130 });
    expect(wasTerminated(signal)).toBe(name === 'SIGTERM');
    expect(exit.called).toBe(false);
    signals.emit('SIGINT');
    expect(exit.args).toEqual([[130]]);
  },
);

it.each([
  ['Stopping the provider.', 'Stopping the provider. Once more stops at once.'],
  [undefined, 'Stopping. Once more stops at once.'],
])('a command says what it stops: %s', (stopping, told) => {
  const { signals, say, hold } = watched();
  using _held = hold(stopping);
  signals.emit('SIGINT');
  expect(say.args).toEqual([[told]]);
});

it('SIGTERM ends the program within a second, Ctrl-C waits for what is being stopped', () => {
  for (const [name, ends] of [
    ['SIGTERM', [[130]]],
    ['SIGINT', []],
  ] as const) {
    const { signals, exit, hold } = watched();
    using _held = hold();
    signals.emit(name);
    clock.tick(999);
    expect(exit.args).toEqual(ends);
  }
});

it('a program with nothing to stop leaves signals to the system', () => {
  const { signals, signal, hold } = watched();
  const listeners = () =>
    ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => signals.listenerCount(name));
  expect(listeners()).toEqual([0, 0, 0]);
  const held = hold();
  expect(listeners()).toEqual([1, 1, 1]);
  held[Symbol.dispose]();
  held[Symbol.dispose]();
  expect(listeners()).toEqual([0, 0, 0]);
  expect(signal.aborted).toBe(false);
});

it('a terminal that is closed asks everything to stop, however often it says so', () => {
  const { signals, signal, exit, hold } = watched();
  using _held = hold();
  signals.emit('SIGHUP');
  signals.emit('SIGHUP');
  expect(signal.reason).toMatchObject({ exitCode: 130 });
  expect([wasTerminated(signal), exit.called]).toEqual([false, false]);
});

it('so does a reader that stops reading, without a word; Ctrl-C then still ends at once', () => {
  const { signals, output, signal, say, exit, hold } = watched();
  using _held = hold();
  output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  expect(signal.reason).toMatchObject({ exitCode: 130 });
  expect([say.called, exit.called]).toEqual([false, false]);
  signals.emit('SIGINT');
  expect(exit.args).toEqual([[130]]);
});

it('an output that cannot be written is told once', () => {
  const { output, signal, say } = watched();
  const full = (): Error =>
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  output.emit('error', full());
  output.emit('error', full());
  expect([signal.aborted, say.args]).toEqual([
    true,
    [['Stopping: the output cannot be written (ENOSPC: no space left on device, write).']],
  ]);
});
