import { EventEmitter } from 'node:events';
import sinon from 'sinon';
import { expect, it } from 'vitest';
import { abortOnInterrupt, wasTerminated } from './interrupt.ts';

function watched() {
  const [signals, output] = [new EventEmitter(), new EventEmitter()];
  const [say, exit] = [sinon.spy(), sinon.spy()];
  return {
    signals,
    output,
    say,
    exit,
    signal: abortOnInterrupt({ signals, output }, { say, exit }),
  };
}

it.each(['SIGINT', 'SIGTERM'])(
  'the first %s asks everything to stop, the second ends at once',
  (name) => {
    const { signals, signal, exit } = watched();
    signals.emit(name);
    expect(signal.aborted).toBe(true);
    expect(signal.reason).toMatchObject({ exitCode: 130 });
    expect(wasTerminated(signal)).toBe(name === 'SIGTERM');
    expect(exit.called).toBe(false);
    signals.emit('SIGINT');
    expect(exit.args).toEqual([[130]]);
  },
);

it('a terminal that is closed asks everything to stop, however often it says so', () => {
  const { signals, signal, exit } = watched();
  signals.emit('SIGHUP');
  signals.emit('SIGHUP');
  expect(signal.reason).toMatchObject({ exitCode: 130 });
  expect([wasTerminated(signal), exit.called]).toEqual([false, false]);
});

it('so does a reader that stops reading, without a word; Ctrl-C then still ends at once', () => {
  const { signals, output, signal, say, exit } = watched();
  output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  expect(signal.reason).toMatchObject({ exitCode: 130 });
  expect([say.called, exit.called]).toEqual([false, false]);
  signals.emit('SIGINT');
  expect(exit.args).toEqual([[130]]);
});

it('an output that cannot be written is told once', () => {
  const { output, signal, say } = watched();
  output.emit(
    'error',
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
  );
  output.emit(
    'error',
    Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }),
  );
  expect([signal.aborted, say.args]).toEqual([
    true,
    [['Stopping: the output cannot be written (ENOSPC: no space left on device, write).']],
  ]);
});
