import { describe, expect, test } from 'vitest';
import { HistoryBuilder } from '../testing/history-builder.ts';
import { refresh } from '../testing/story-defaults.ts';
import { refreshesWithoutLock } from './refreshes-without-lock.ts';

type LockState = 'taken' | 'waits' | 'renewed' | 'released' | 'lost';

/** A history in which worker-1 has taken the lock. */
function taken(): { readonly told: HistoryBuilder; readonly lock: (state: LockState, process?: string) => HistoryBuilder } {
  const told = new HistoryBuilder().scenario().connect();
  const lock = (state: LockState, process = 'worker-1'): HistoryBuilder => told.add({ type: 'lock', credential: 'main', state, process });
  lock('taken');
  return { told, lock };
}

describe('refreshesWithoutLock', () => {
  test('names who waited, for how long, and who held the lock', () => {
    const { told, lock } = taken();
    lock('waits', 'worker-2').wait(10_000);
    told.askRefresh(refresh(1), 'live', { sender: 'worker-2' });
    expect(refreshesWithoutLock(told.build())).toMatchObject([{ process: 'worker-2', holder: 'worker-1', waitedMs: 10_010, request: { sender: 'worker-2' } }]);
  });

  test('one that never asked for the lock did not wait', () => {
    const { told } = taken();
    told.askRefresh(refresh(1), 'live', { sender: 'worker-2' });
    const [found] = refreshesWithoutLock(told.build());
    expect(found).toMatchObject({ process: 'worker-2' });
    expect(found).not.toHaveProperty('waitedMs');
  });

  test.each(['released', 'lost'] as const)('the holder itself, and whoever comes after it is %s, do nothing wrong', (state) => {
    const { told, lock } = taken();
    told.askRefresh(refresh(1), 'live', { sender: 'worker-1' });
    lock(state);
    told.askRefresh(refresh(2), 'live', { sender: 'worker-2' });
    expect(refreshesWithoutLock(told.build())).toEqual([]);
  });

  test('says nothing where no lock was seen, or nobody can tell the sender', () => {
    const { told } = taken();
    told.askRefresh(refresh(1));
    expect(refreshesWithoutLock(told.build())).toEqual([]);
    const other = new HistoryBuilder().scenario().connect();
    other.askRefresh(refresh(1), 'live', { sender: 'worker-2' });
    expect(refreshesWithoutLock(other.build())).toEqual([]);
  });
});
