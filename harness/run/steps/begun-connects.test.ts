import { expect, test } from 'vitest';
import { runForTest } from '../../testing/run-for-test.ts';

const lines = (outline: readonly string[], step: number): readonly string[] =>
  outline.slice(outline.indexOf(`step ${step} begin`) + 1, outline.indexOf(`step ${step} end`));

test('a connect is begun by one step and finished by another, each user in his turn', async () => {
  const { outline, history } = await runForTest({
    credentials: { main: {} },
    plan: [
      { do: 'begin-connect', as: 'first' },
      { do: 'begin-connect', as: 'second', mayFail: true },
      { do: 'finish-connect', as: 'second' },
      { do: 'finish-connect', as: 'first' },
      { do: 'execute' },
    ],
  });
  expect([0, 1, 2, 3].map((step) => lines(outline, step))).toEqual([
    [],
    [],
    ['connect main true'],
    ['connect main true'],
  ]);
  expect(history.of('connect')).toMatchObject([{ begunIn: 1, mayFail: true }, { begunIn: 0 }]);
});

test('a begun connect that is refused is told when its user comes back', async () => {
  const { outline, history } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'begin-connect', mayFail: true },
      { do: 'inject', fault: 'token/client-refused', options: { grants: ['authorization_code'] } },
      { do: 'finish-connect' },
      { do: 'execute' },
    ],
  });
  expect(lines(outline, 3)).toContain('connect main false');
  expect(history.of('stored-credential').map(({ moment }) => moment)).toContain('refused');
  expect(history.of('end')).toMatchObject([{ reason: 'completed' }]);
});
