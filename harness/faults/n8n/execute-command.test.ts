import { syncBuiltinESMExports } from 'node:module';
import FakeTimers from '@sinonjs/fake-timers';
import { expect, it, onTestFinished } from 'vitest';
import type { RealmEvent } from '../../../mock-provider/index.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { n8nExecuteCommand } from './execute-command.ts';

const requestBy = (sender: string): RealmEvent => ({
  type: 'request',
  exchange: 1,
  endpoint: 'resource',
  method: 'GET',
  path: '/items/1',
  sender,
});

function fakeTime() {
  const clock = FakeTimers.install({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  syncBuiltinESMExports();
  onTestFinished(() => {
    clock.uninstall();
    syncBuiltinESMExports();
  });
  return clock;
}

function command() {
  const over = new AbortController();
  const { system, calls } = fakeSystem({ commandEnded: over.signal });
  const trial = new FaultTrial(system);
  const end = (reason = 'it ended with exit code 1'): void => over.abort(new Error(reason));
  return { trial, calls, end };
}

it('is in force, and met, once the command has called the provider', async () => {
  const { trial, calls, end } = command();
  const begun = trial.begin(n8nExecuteCommand, { workflow: 'cli' });
  await expect.poll(() => calls).toEqual(['execute workflow-2']);
  trial.tell(requestBy('main'));
  expect(trial.met).toEqual([]);
  trial.tell(requestBy('cli-1'));
  await begun;
  expect(trial.met).toEqual(['n8n execute called the provider']);
  end();
  await trial.undo();
  expect([calls.at(-1), trial.listeners, trial.failures]).toEqual(['stop cli-1', 0, []]);
});

it('is not healed before the command has come to its end: cut off it would never refresh', async () => {
  const { trial, calls, end } = command();
  const begun = trial.begin(n8nExecuteCommand, {});
  trial.tell(requestBy('cli-1'));
  await begun;
  const healed = trial.undo();
  expect(calls).not.toContain('stop cli-1');
  end();
  await healed;
  expect(calls).toContain('stop cli-1');
});

it('a command that ends before it calls anybody proves nothing, and says where to look', async () => {
  const { trial, end } = command();
  end();
  await expect(trial.begin(n8nExecuteCommand, {})).rejects.toMatchObject({
    code: 'command-never-called',
    message: 'Could not run n8n execute: it ended with exit code 1 before it called the provider.',
    hint: expect.stringContaining('cli-1.log'),
  });
  await trial.undo();
  expect([trial.met, trial.listeners]).toEqual([[], 0]);
});

it('a command that calls nobody is not waited for for ever', async () => {
  const clock = fakeTime();
  const { trial } = command();
  const begun = trial.begin(n8nExecuteCommand, {}).catch((error: unknown) => error);
  await clock.tickAsync(121_000);
  expect(await begun).toMatchObject({
    message: 'Could not run n8n execute: it had not called the provider after 120 s.',
  });
});

it('a command that never ends is no quiet success', async () => {
  const clock = fakeTime();
  const { trial, calls } = command();
  const begun = trial.begin(n8nExecuteCommand, {});
  trial.tell(requestBy('cli-1'));
  await clock.tickAsync(100);
  await begun;
  await clock.tickAsync(61_000);
  expect(trial.failures).toMatchObject([
    {
      code: 'command-never-ended',
      message: 'Could not wait for the end of n8n execute: it still ran after 60 s.',
    },
  ]);
  await trial.undo();
  expect(calls).toContain('stop cli-1');
});

it('names the workflows there are when it is told of another', async () => {
  const { trial, calls } = command();
  await expect(trial.begin(n8nExecuteCommand, { workflow: 'nightly' })).rejects.toMatchObject({
    code: 'workflow-unknown',
    hint: 'It has main, cli.',
  });
  expect(calls).toEqual([]);
});
