import { install } from '@sinonjs/fake-timers';
import { stub } from 'sinon';
import { expect, it } from 'vitest';
import type { ExecutionRecords } from './execution-records.ts';
import { storedData, told } from './testing/stored.ts';
import { WorkflowExecutions } from './workflow-executions.ts';

const ERROR = { message: 'The authorization server is currently unable to handle the request' };

/** Records of an execution that failed, and of the error workflow where it was told of it. */
const failedBehind = (read: () => string, alarm: boolean): ExecutionRecords => ({
  lookEveryMs: 1,
  list: stub().resolves([
    ...(alarm ? [{ id: '2', status: 'success' }] : []),
    { id: '1', status: 'error' },
  ]),
  read: async (id) => ({
    detail: {
      id,
      status: id === '1' ? 'error' : 'success',
      data: id === '1' ? read() : told('1', ERROR),
    },
    text: '',
  }),
});

it.for([
  ['waits for the error', true],
  ['takes it as it is', false],
] as const)('of a failure that is saved late %s: an alarm was heard %s', async ([, alarm]) => {
  const clock = install({ toFake: ['performance'] });
  try {
    let saved = false;
    const record = () =>
      storedData(saved ? { key: 'e1', error: ERROR } : { key: 'e1', waiting: true });
    const executions = new WorkflowExecutions(failedBehind(record, alarm), 'w1', { many: false });
    using _wanted = executions.want('e1');
    await executions.finished('e1');
    clock.tick(10_000);
    expect((await executions.finished('e1')) === undefined).toBe(alarm);
    saved = true;
    const { data } = (await executions.finished('e1')) ?? {};
    expect(data?.resultData.error?.message).toBe(alarm ? ERROR.message : undefined);
  } finally {
    clock.uninstall();
  }
});
