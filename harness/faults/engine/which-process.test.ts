import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../../mock-provider/index.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { processSchema, whichProcess } from './which-process.ts';

const { system } = fakeSystem({ processes: ['main', 'worker-1', 'redis'] });
const refreshOf = (sender?: string): RequestRecord => ({
  exchange: 1,
  endpoint: 'token',
  method: 'POST',
  path: '/token',
  ...(sender === undefined ? {} : { sender }),
});

describe('whichProcess', () => {
  it('is whoever sent the refresh, or the process that was named, whoever sent it', () => {
    expect(whichProcess(system, 'sender', refreshOf('worker-1'))).toBe('worker-1');
    expect(whichProcess(system, 'main', refreshOf('worker-1'))).toBe('main');
    expect(whichProcess(system, 'worker-1', undefined)).toBe('worker-1');
  });

  it.each([undefined, refreshOf(), refreshOf('worker-7')])(
    'cannot be told without a sender this n8n consists of',
    (refresh) => {
      expect(() => whichProcess(system, 'sender', refresh)).toThrow(
        expect.objectContaining({
          code: 'sender-unknown',
          hint: expect.stringContaining("'when: now'"),
        }),
      );
    },
  );

  it('says what there is when the one that was named is not there', () => {
    expect(() => whichProcess(system, 'worker-2', refreshOf('worker-1'))).toThrow(
      expect.objectContaining({
        code: 'part-unknown',
        message: "Could not strike 'worker-2': this n8n consists of main, worker-1, redis.",
      }),
    );
  });
});

describe('processSchema', () => {
  it.each(['sender', 'main', 'worker-1', 'worker-12'])('takes %s', (process) => {
    expect(processSchema.parse(process)).toBe(process);
  });

  it.each(['worker', 'worker-', 'worker-0', 'worker-x', 'redis', ''])(
    "does not take '%s'",
    (process) => {
      expect(processSchema.safeParse(process).success).toBe(false);
    },
  );
});
