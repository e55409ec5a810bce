import { expect, test } from 'vitest';
import { changedClient } from '../../testing/changed-client.ts';
import { runForTest } from '../../testing/run-for-test.ts';

const plan = [
  { do: 'receive-callback', kind: 'forged' },
  { do: 'receive-callback', kind: 'stateless' },
  { do: 'receive-callback', kind: 'sessionless' },
  { do: 'receive-callback', kind: 'replayed' },
  { do: 'execute' },
] as const;

test('a correct client refuses every callback that it must refuse, and works on', async () => {
  const { history } = await runForTest({ plan });
  expect(history.of('callback').map(({ kind, taken }) => [kind, taken])).toEqual([
    ['forged', false],
    ['stateless', false],
    ['sessionless', false],
    ['replayed', false],
  ]);
  expect(history.executions()[0]?.status).toBe('success');
});

test('a callback that the client takes is recorded as taken', async () => {
  const client = changedClient(() => ({
    receiveCallback: async () => ({ taken: true, page: '' }),
  }));
  const { history } = await runForTest({ plan }, { client });
  expect(history.of('callback').map(({ taken }) => taken)).toEqual([true, true, true, true]);
});
