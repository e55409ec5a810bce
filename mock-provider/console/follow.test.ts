import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RemoteRealm } from '../control/client.ts';
import { ControlError } from '../control/control-error.ts';
import type { NumberedEvent } from '../control/read-events.ts';
import { follow } from './follow.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Stream = () => AsyncGenerator<NumberedEvent>;
const numbered = (id: number): NumberedEvent => ({
  id,
  realmTimeMs: 0,
  machineTimeMs: 0,
  event: { type: 'realm-clock', clock: 'both', offsetMs: 0 },
});

/**
 * Follows a realm that sends these streams one after the other. Returns everything that was
 * reported.
 */
async function following(...streams: readonly Stream[]): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  const stop = new AbortController();
  const left = [...streams];
  const events: RemoteRealm['events'] = async ({ after } = {}) => {
    told.push(`after ${after}`);
    const next = left.shift();
    if (next !== undefined) return next();
    stop.abort();
    throw new Error('stopped');
  };
  const done = follow({ events }, stop.signal, {
    status: (status) => told.push(status),
    event: ({ id }) => told.push(id),
    restarted: () => told.push('restarted'),
  });
  await vi.runAllTimersAsync();
  await done;
  return told;
}

describe('follow', () => {
  it('goes on after the last event it heard when the connection breaks', async () => {
    const told = await following(async function* () {
      yield numbered(1);
      yield numbered(2);
      throw new TypeError('network');
    });
    expect(told).toEqual(['connecting', 'after 0', 'following', 1, 2, 'lost', 'after 2']);
  });

  it('begins anew when the realm was dropped, or is not there', async () => {
    const dropped: Stream = async function* () {
      yield numbered(7);
    };
    const missing: Stream = () => {
      throw new ControlError(404, 'unknown-realm', 'none', { hint: '' });
    };
    expect(await following(dropped, missing)).toEqual([
      'connecting',
      'after 0',
      'following',
      7,
      'lost',
      'restarted',
      'after 0',
      'lost',
      'restarted',
      'after 0',
    ]);
  });
});
