import { EventEmitter } from 'node:events';
import sinon from 'sinon';
import { expect, it } from 'vitest';
import { abortOnInterrupt, wasTerminated } from './interrupt.ts';

it.each(['SIGINT', 'SIGTERM'])('the first %s asks everything to stop, the second ends at once', (name) => {
  const source = new EventEmitter();
  const [say, exit] = [sinon.spy(), sinon.spy()];
  const signal = abortOnInterrupt(source, { say, exit });
  source.emit(name);
  expect(signal.aborted).toBe(true);
  expect(signal.reason).toMatchObject({ exitCode: 130 });
  expect(wasTerminated(signal)).toBe(name === 'SIGTERM');
  expect(exit.called).toBe(false);
  source.emit('SIGINT');
  expect(exit.args).toEqual([[130]]);
});
