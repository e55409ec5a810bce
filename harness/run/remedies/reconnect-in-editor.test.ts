import { expect, test } from 'vitest';
import { HarnessError } from '../../model/error.ts';
import type { DefinedScenario } from '../../plan/defined-scenario.ts';
import { changedClient } from '../../testing/changed-client.ts';
import { runForTest } from '../../testing/run-for-test.ts';

/** A scenario whose credential stays dead. */
const DEAD: Partial<DefinedScenario> = {
  plan: [
    { do: 'execute' },
    { do: 'inject', fault: 'refresh-token/family-revoked' },
    { do: 'execute' },
    { do: 'heal' },
  ],
};

test('the user is asked on a page, and answers it', async () => {
  const { history, outline } = await runForTest({
    ...DEAD,
    remedies: ['reconnect-in-editor'],
    realm: { consent: 'page-in-browser' },
  });
  expect(history.of('connect').at(-1)).toMatchObject({ ok: true, through: 'editor' });
  expect(history.exchanges().filter(({ request }) => request.endpoint === 'consent')).toHaveLength(
    1,
  );
  expect(outline.slice(-2)).toEqual(['e4 success remedied', 'end completed']);
});

test('a browser that dies makes the remedy fail, and the run goes on, undecided', async () => {
  const client = changedClient(() => ({
    connectInEditor: () =>
      Promise.reject(new HarnessError('browser-failed', 'Could not connect: the browser ended.')),
  }));
  const { history, outline } = await runForTest(
    { ...DEAD, remedies: ['reconnect-in-editor', 'reconnect'] },
    { client },
  );
  expect(outline.filter((line) => /^remedy|^harness-error/.test(line))).toEqual([
    'remedy reconnect-in-editor begin',
    'remedy reconnect-in-editor failed',
    'harness-error browser-failed',
    'remedy reconnect begin',
    'remedy reconnect end',
  ]);
  expect(history.of('remedy')[1]?.error).toBe('Could not connect: the browser ended.');
  expect(history.of('connect').every(({ ok }) => ok)).toBe(true);
  expect(outline.slice(-2)).toEqual(['e4 success remedied', 'end completed']);
});
