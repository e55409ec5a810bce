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

test('a user whose login has ended is told so, and what he reads is recorded', async () => {
  const { history } = await runForTest({
    plan: [{ do: 'receive-callback', kind: 'logged-out' }, { do: 'execute' }],
  });
  expect(history.of('callback')).toMatchObject([
    { kind: 'logged-out', taken: false, shown: expect.stringContaining('Log in') },
  ]);
});

test('a reason with a secret in it is withheld', async () => {
  const client = changedClient((original) => ({
    async receiveCallback(id, kind, signal) {
      const answer = await original.receiveCallback(id, kind, signal);
      const secret = await original.readStoredCredential(id, ({ clientSecret }) => clientSecret);
      return { ...answer, shown: `Refused ${String(secret)}` };
    },
  }));
  const { history } = await runForTest({ plan }, { client });
  expect(history.of('callback')[0]?.shown).toMatch(/^\[withheld: the page contains /);
});
