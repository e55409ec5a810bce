import { describe, expect, it } from 'vitest';
import type { RequestRecord } from '../../../mock-provider/index.ts';
import { fakeSystem } from '../../testing/fake-system.ts';
import { partSchema, whichPart } from './which-part.ts';

const { system } = fakeSystem({ parts: ['main', 'worker-1', 'redis'] });
const refreshOf = (sender?: string): RequestRecord => ({
  exchange: 1,
  endpoint: 'token',
  method: 'POST',
  path: '/token',
  ...(sender === undefined ? {} : { sender }),
});

describe('whichPart', () => {
  it('is whoever sent the refresh, or the process that was named, whoever sent it', () => {
    expect(whichPart(system, 'sender', refreshOf('worker-1'))).toBe('worker-1');
    expect(whichPart(system, 'main', refreshOf('worker-1'))).toBe('main');
    expect(whichPart(system, 'worker-1', undefined)).toBe('worker-1');
  });

  it.each([undefined, refreshOf(), refreshOf('worker-7')])(
    'cannot be told without a sender this n8n consists of',
    (refresh) => {
      expect(() => whichPart(system, 'sender', refresh)).toThrow(
        expect.objectContaining({
          code: 'sender-unknown',
          hint: expect.stringContaining("'when: now'"),
        }),
      );
    },
  );

  it('says what there is when the one that was named is not there', () => {
    expect(() => whichPart(system, 'worker-2', refreshOf('worker-1'))).toThrow(
      expect.objectContaining({
        code: 'part-unknown',
        message: "Could not strike 'worker-2': this n8n consists of main, worker-1, redis.",
      }),
    );
  });
});

describe('partSchema', () => {
  it.each(['sender', 'main', 'worker-1', 'worker-12'])('takes %s', (part) => {
    expect(partSchema.parse(part)).toBe(part);
  });

  it.each(['worker', 'worker-', 'worker-0', 'worker-x', 'redis', ''])(
    "does not take '%s'",
    (part) => {
      expect(partSchema.safeParse(part).success).toBe(false);
    },
  );
});
