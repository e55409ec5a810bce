import { expect, test } from 'vitest';
import { runForTest } from '../../testing/run-for-test.ts';

const REFUSED = {
  do: 'inject',
  fault: 'token/client-refused',
  options: { grants: ['authorization_code'] },
} as const;

test('a connect that may fail comes after the one at the beginning, and the plan goes on', async () => {
  const { outline, history } = await runForTest({
    plan: [
      { do: 'execute' },
      REFUSED,
      { do: 'connect', mayFail: true },
      { do: 'heal' },
      { do: 'execute' },
    ],
  });
  expect(outline.filter((line) => line.startsWith('connect'))).toEqual([
    'connect main true',
    'connect main false',
  ]);
  expect(history.of('connect').at(-1)).toMatchObject({
    mayFail: true,
    shown: expect.stringContaining('invalid_client'),
  });
  expect(history.executions().every(({ status }) => status === 'success')).toBe(true);
  expect(history.of('end')).toMatchObject([{ reason: 'completed' }]);
});

test('without it the run stops where the connect is refused', async () => {
  const { history } = await runForTest({
    plan: [{ do: 'execute' }, REFUSED, { do: 'connect' }, { do: 'execute' }],
    credentials: { main: { grant: 'authorization-code' } },
  });
  expect(history.of('connect').at(-1)?.ok).toBe(false);
  expect(history.of('end')).toMatchObject([{ because: 'not-connected' }]);
});
