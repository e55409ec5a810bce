import { describe, expect, test } from 'vitest';
import { HarnessError } from '../model/error.ts';
import { changedClient } from '../testing/changed-client.ts';
import { runForTest } from '../testing/run-for-test.ts';
import { ForgetsRotatedToken } from '../testing/wrong-clients/save/forgets-rotated-token.ts';
import { CallsNothing } from '../testing/wrong-clients/work/calls-nothing.ts';

const rotating = { refreshToken: { rotation: 'single-use' } } as const;

/** The events after the plan. */
const after = (outline: readonly string[], lastStep: number): readonly string[] =>
  outline.slice(outline.indexOf(`step ${lastStep} end`) + 1);

describe('a recovery', () => {
  test('counts when it survives the next expiry', async () => {
    const { outline } = await runForTest({
      realm: rotating,
      plan: [{ do: 'execute' }, { do: 'inject', fault: 'access-token/expired' }, { do: 'execute' }],
      remedies: ['reconnect'],
    });
    expect(after(outline, 2)).toEqual([
      'fault access-token/expired begin',
      'fault access-token/expired healed by next-expiry',
      'fault access-token/expired healed by next-expiry',
      'e3 started',
      'e3 success during',
      'end completed',
    ]);
  });

  test('does not count when it works once and dies at the next expiry: then the remedies are tried', async () => {
    const { outline } = await runForTest(
      {
        realm: rotating,
        plan: [
          { do: 'execute' },
          { do: 'inject', fault: 'access-token/expired' },
          { do: 'execute' },
          { do: 'heal' },
        ],
        remedies: ['reconnect'],
      },
      { client: new ForgetsRotatedToken() },
    );
    expect(outline).toContain('e2 success during');
    expect(after(outline, 3)).toEqual([
      'fault access-token/expired begin',
      'fault access-token/expired healed by next-expiry',
      'e3 started',
      'e3 error healed',
      'remedy reconnect begin',
      'connect main true',
      'remedy reconnect end',
      'phase remedied',
      'e4 started',
      'e4 success remedied',
      'fault access-token/expired begin',
      'fault access-token/expired healed by next-expiry',
      'e5 started',
      'e5 success remedied',
      'end completed',
    ]);
  });

  test('by a remedy has to survive it, too; another remedy is tried when it does not', async () => {
    // Without a refresh token every consent works only until its access token expires.
    const { outline } = await runForTest({
      realm: { refreshToken: { issue: 'never' } },
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'access-token/expired' },
        { do: 'execute' },
        { do: 'heal' },
      ],
      remedies: ['reconnect', 'recreate'],
    });
    expect(after(outline, 3).filter((line) => /^e\d+ (success|error)|^remedy/.test(line))).toEqual([
      'remedy reconnect begin',
      'remedy reconnect end',
      'e3 success remedied',
      'e4 error remedied',
      'remedy recreate begin',
      'remedy recreate end',
      'e5 success remedied',
      'e6 error remedied',
    ]);
  });

  test('needs no next expiry where there can be none', async () => {
    const { outline } = await runForTest({
      realm: { refreshToken: { issue: 'never' } },
      plan: [{ do: 'execute' }],
      nextExpiry: 'skip',
      remedies: ['reconnect'],
    });
    expect(after(outline, 0)).toEqual(['end completed']);
  });
});

describe('remedies', () => {
  const broken = {
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'refresh-token/family-revoked' },
      { do: 'execute' },
      { do: 'heal' },
    ],
  } as const;

  test('are not tried when nothing is wrong', async () => {
    const { outline } = await runForTest({
      plan: [{ do: 'execute' }],
      remedies: ['reconnect', 'recreate'],
    });
    expect(outline.filter((line) => line.startsWith('remedy'))).toEqual([]);
  });

  test('are tried when a success is none, because the API accepted nothing', async () => {
    const { outline } = await runForTest(
      { plan: [{ do: 'execute' }], remedies: ['reconnect', 'recreate'] },
      { client: new CallsNothing() },
    );
    expect(outline).toContain('e1 success steady');
    expect(outline.filter((line) => line.startsWith('remedy'))).toEqual([
      'remedy reconnect begin',
      'remedy reconnect end',
      'remedy recreate begin',
      'remedy recreate end',
    ]);
  });

  test('are tried in their order until one works', async () => {
    const { outline } = await runForTest({
      ...broken,
      remedies: [
        'sync-clock',
        { remedy: 'retry-on-fail', maxTries: 2, wait: '5ms' },
        'recreate',
        'reconnect',
      ],
    });
    expect(after(outline, 3).filter((line) => /^e\d+ (success|error)|^remedy/.test(line))).toEqual([
      'remedy sync-clock begin',
      'remedy sync-clock end',
      'e3 error remedied',
      'remedy retry-on-fail begin',
      'remedy retry-on-fail end',
      'e4 error remedied',
      'remedy recreate begin',
      'remedy recreate end',
      'e5 success remedied',
      'e6 success remedied',
    ]);
  });

  test('that cannot be carried out have failed, with the reason, and the next is tried', async () => {
    const client = changedClient(() => ({
      deleteCredential: () =>
        Promise.reject(
          new HarnessError('n8n-request-failed', 'Could not delete the credential: no.'),
        ),
    }));
    const { outline, history } = await runForTest(
      { ...broken, remedies: ['recreate', 'reconnect'] },
      { client },
    );
    expect(after(outline, 3)).toEqual([
      'remedy recreate begin',
      'remedy recreate failed',
      'remedy reconnect begin',
      'connect main true',
      'remedy reconnect end',
      'phase remedied',
      'e3 started',
      'e3 success remedied',
      'fault access-token/expired begin',
      'fault access-token/expired healed by next-expiry',
      'e4 started',
      'e4 success remedied',
      'end completed',
    ]);
    expect(history.of('remedy').find(({ state }) => state === 'failed')?.error).toBe(
      'Could not delete the credential: no.',
    );
  });

  test('that are cut off by an abort have not failed', async () => {
    const abort = new AbortController();
    const { outline, rejected } = await runForTest(
      { ...broken, remedies: ['reconnect', 'recreate'] },
      {
        signal: abort.signal,
        onEvent: ({ type }) => void (type === 'remedy' && abort.abort(new Error('enough'))),
      },
    );
    expect(rejected).toEqual(new Error('enough'));
    expect(after(outline, 3)).toEqual(['remedy reconnect begin', 'end aborted']);
  });

  test('all in vain leave a completed run', async () => {
    const client = changedClient((original) => {
      let calls = 0;
      return {
        execute: async (id, run, signal) =>
          (calls += 1) === 1 ? original.execute(id, run, signal) : { status: 'error', stored: '' },
      };
    });
    const { outline } = await runForTest(
      { ...broken, remedies: ['reconnect', 'recreate'] },
      { client },
    );
    expect(outline.filter((line) => line.startsWith('remedy')).at(-1)).toBe('remedy recreate end');
    expect(outline.at(-1)).toBe('end completed');
  });
});
