import sinon from 'sinon';
import { expect, it } from 'vitest';
import { BootedService } from './booted-service.ts';
import { executeRole } from './n8n-role.ts';
import { RunningSystem } from './running-system.ts';
import type { Service } from './service.ts';
import { FakeService } from './testing/fake-service.ts';

const { signal } = new AbortController();

function single(made?: Service) {
  const life: string[] = [];
  const command = made ?? new FakeService('cli-1', life);
  const createCommand = sinon.fake.resolves(command);
  const system = new RunningSystem({
    n8n: [new FakeService('main', life)],
    services: [],
    database: { dialect: 'sqlite', file: '/nowhere/database.sqlite' },
    serves: async () => true,
    senderOf: () => undefined,
    redisClientOf: () => undefined,
    createCommand,
    release: async () => void life.push('release'),
  });
  return { system, command, createCommand, life };
}

it('a command is a service from its start on, so that its log is read and nothing of it is left', async () => {
  const { system, createCommand, life } = single();
  expect(system.processes).toEqual(['main']);
  const run = await system.executeByCommand('workflow-1', signal);
  expect(createCommand.args).toEqual([['workflow-1']]);
  expect([run.process, system.processes, system.n8nServices.map(({ logFile }) => logFile)]).toEqual(
    ['cli-1', ['main', 'cli-1'], ['/nowhere/main.log', '/nowhere/cli-1.log']],
  );
  await system[Symbol.asyncDispose]();
  expect(life.filter((line) => line.endsWith('done')).toSorted()).toEqual([
    'start cli-1 done',
    'stop cli-1 done',
    'stop main done',
  ]);
});

it('a command that did not start leaves n8n alive, and a log that was never written unread', async () => {
  const { system } = single(
    new BootedService('cli-1', '/nowhere/cli-1.log', () => Promise.reject(new Error('no room'))),
  );
  await expect(system.executeByCommand('workflow-1', signal)).rejects.toThrow('no room');
  expect([system.alive, system.n8nServices.map(({ name }) => name)]).toEqual([true, ['main']]);
});

it('tells when it is over', async () => {
  const { system } = single();
  const { ended } = await system.executeByCommand('workflow-1', signal);
  expect(ended.aborted).toBe(false);
  await system.stop('cli-1');
  expect(ended.aborted).toBe(true);
});

it('works in the user folder of the server, where its SQLite file is, and ends by itself', async () => {
  const { ready, ...role } = executeRole('cli-2', '2.41.1', 'workflow-1');
  expect(role).toEqual({
    name: 'cli-2',
    home: 'main',
    finishes: true,
    what: 'n8n execute of n8n 2.41.1',
    command: ['execute', '--id=workflow-1'],
  });
  expect(await ready(signal)).toBe(true);
});
