import { expect, it } from 'vitest';
import { fakeSystem } from '../../testing/fake-system.ts';
import { FaultTrial } from '../../testing/try-fault.ts';
import { n8nSecondProcess } from './second-process.ts';

it('a second n8n is met when it calls the provider, once, and is stopped again', async () => {
  const { system, calls } = fakeSystem();
  const trial = new FaultTrial(system);
  await trial.begin(n8nSecondProcess, {});
  expect(calls).toEqual(['start main-2']);
  for (const sender of ['main', 'main-2', 'main-2'])
    trial.tell({
      type: 'request',
      exchange: 1,
      endpoint: 'resource',
      method: 'GET',
      path: '/items/1',
      sender,
    });
  expect(trial.met).toEqual(['the second n8n called the provider']);
  await trial.undo();
  expect(calls.at(-1)).toBe('stop main-2');
  expect(trial.listeners).toBe(0);
});
