import { describe, expect, test } from 'vitest';
import { CorrectClient } from '../reference-clients/correct-client.ts';
import { changedClient } from '../testing/changed-client.ts';
import { runForTest } from '../testing/run-for-test.ts';

describe('a full run', () => {
  test('records set-up, steps, phases, recovery and end, in this order', async () => {
    const { outline, rejected } = await runForTest({
      plan: [
        { do: 'execute', times: 2 },
        { do: 'inject', fault: 'token/unavailable' },
        { do: 'inject', fault: 'access-token/expired' },
        { do: 'execute' },
        { do: 'heal' },
        { do: 'observe', for: '5s' },
      ],
      expect: { recovery: 'automatic' },
    });
    expect(rejected).toBeUndefined();
    expect(outline).toEqual([
      'scenario',
      'phase steady',
      'connect main true',
      'step 0 begin',
      'e1 started',
      'e1 success steady',
      'e2 started',
      'e2 success steady',
      'step 0 end',
      'step 1 begin',
      'phase during',
      'fault token/unavailable begin',
      'step 1 end',
      'step 2 begin',
      'fault access-token/expired begin',
      'step 2 end',
      'step 3 begin',
      'e3 started',
      'e3 error during',
      'step 3 end',
      'step 4 begin',
      'fault token/unavailable healed by plan',
      'fault access-token/expired healed by plan',
      'phase healed',
      'step 4 end',
      'step 5 begin',
      'e4 started',
      'e4 success healed',
      'step 5 end',
      'fault access-token/expired begin',
      'fault access-token/expired healed by next-expiry',
      'e5 started',
      'e5 success healed',
      'end completed',
    ]);
  });

  test('says at its head what was planned and what the client can do', async () => {
    const { history } = await runForTest({
      credentials: { main: { scope: 'read' }, other: { grant: 'client-credentials' } },
    });
    expect(history.events[0]).toMatchObject({
      type: 'scenario',
      target: 'test',
      seed: 1,
      steps: [{ do: 'execute', times: 1 }],
      capabilities: [
        'stored-credential',
        'browser',
        'disconnect',
        'skew-clock',
        'log',
        'variables',
        'https',
      ],
      credentials: {
        main: { grant: 'authorization-code', scope: 'read', authentication: 'header' },
        other: { grant: 'client-credentials', scope: 'read', authentication: 'header' },
      },
      expect: { recovery: 'unaffected', withinMs: 30_000 },
    });
  });

  test('leaves nothing behind in the client, and no realm', async () => {
    const client = new CorrectClient();
    let url = '';
    const watched = changedClient(
      (original) => ({
        createCredential: (request) => {
          url = request.provider.tokenUrl;
          return original.createCredential(request);
        },
      }),
      client,
    );
    await runForTest({}, { client: watched });
    const left = await Promise.allSettled(
      ['2', '3'].flatMap((id) => [
        client.editScope(id, 'x'),
        client.execute(id, { key: 'k', items: [], deadlineMs: 1 }, AbortSignal.timeout(1)),
      ]),
    );
    expect(left.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect((await fetch(url, { method: 'POST' })).status).toBe(404);
  });
});
