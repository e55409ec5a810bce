import { describe, expect, it } from 'vitest';
import { poll } from './poll.ts';

const signal = new AbortController().signal;

describe('poll', () => {
  it('asks until there is an answer', async () => {
    let asked = 0;
    expect(
      await poll(async () => ((asked += 1) === 3 ? 'yes' : undefined), {
        withinMs: 10_000,
        everyMs: 1,
        signal,
      }),
    ).toBe('yes');
  });

  it('asks at least once, and gives up after its time', async () => {
    let asked = 0;
    expect(await poll(async () => void (asked += 1), { withinMs: 0, signal })).toBeUndefined();
    expect(asked).toBe(1);
  });

  it('ends with the reason of the signal, also while a question is open', async () => {
    const stop = new AbortController();
    const open = poll(() => new Promise<undefined>(() => {}), {
      withinMs: 10_000,
      signal: stop.signal,
    });
    stop.abort(new Error('enough'));
    await expect(open).rejects.toThrow('enough');
    await expect(poll(async () => 1, { withinMs: 1, signal: stop.signal })).rejects.toThrow(
      'enough',
    );
  });
});
