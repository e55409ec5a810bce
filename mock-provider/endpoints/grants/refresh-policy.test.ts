import { describe, expect, test } from 'vitest';
import { toMs } from '../../model/duration.ts';
import type { PolicyInput } from '../../policy/policy.ts';
import { bodyOf, startRealm, type TestRealm, type TokenBody } from '../../testing/start-realm.ts';

type RefreshPolicy = NonNullable<PolicyInput['refreshToken']>;

/** A realm that rotates, with a consent on it. */
async function rotating(
  refreshToken: RefreshPolicy = {},
  more: PolicyInput = {},
): Promise<{ readonly run: TestRealm; readonly first: TokenBody }> {
  const run = await startRealm({
    ...more,
    refreshToken: { rotation: 'single-use', ...refreshToken },
  });
  return { run, first: await run.connect() };
}

const status = async (response: Promise<Response>): Promise<number> => (await response).status;

describe('when a refresh token is replaced', () => {
  test('periodic: only once it is old enough', async () => {
    await using run = await startRealm({
      refreshToken: { rotation: 'periodic', rotateAfter: '24h' },
    });
    const { refresh_token: token } = await run.connect();
    expect((await bodyOf(run.refresh(token))).refresh_token).toBe(token);
    run.realm.clock.advance(toMs('24h'));
    const renewed = await bodyOf(run.refresh(token));
    expect(renewed.refresh_token).not.toBe(token);
    expect(await status(run.refresh(token))).toBe(400);
  });

  test('near expiry: only once most of its life is over', async () => {
    await using run = await startRealm({
      refreshToken: { rotation: 'near-expiry', rotateAtShare: 0.7, idleTtl: '10d' },
    });
    const { refresh_token: token } = await run.connect();
    run.realm.clock.advance(toMs('6d'));
    expect((await bodyOf(run.refresh(token))).refresh_token).toBe(token);
    // That use has extended the token's life. It is now 16 days after its issue.
    run.realm.clock.advance(toMs('6d'));
    expect((await bodyOf(run.refresh(token))).refresh_token).not.toBe(token);
  });
});

describe('what kills a replaced refresh token', () => {
  test('never: it lives on beside its successor', async () => {
    const { run, first } = await rotating({ retirement: 'never', onReuse: 'revoke-family' });
    await using _ = run;
    const second = await bodyOf(run.refresh(first.refresh_token));
    expect([
      await status(run.refresh(first.refresh_token)),
      await status(run.refresh(second.refresh_token)),
    ]).toEqual([200, 200]);
    expect(
      run.requests
        .filter(({ presented }) => presented?.kind === 'refresh')
        .map(({ presented }) => presented?.standing),
    ).toEqual(['live', 'live', 'live']);
  });

  test('first use of its successor: until then it may be replayed for ever, then not at all', async () => {
    const { run, first } = await rotating({
      retirement: 'on-successor-use',
      graceReply: 'same-pair',
    });
    await using _ = run;
    const second = await bodyOf(run.refresh(first.refresh_token));
    run.realm.clock.advance(toMs('20d'));
    expect((await bodyOf(run.refresh(first.refresh_token))).refresh_token).toBe(
      second.refresh_token,
    );
    expect(await status(run.refresh(second.refresh_token))).toBe(200);
    expect(await status(run.refresh(first.refresh_token))).toBe(400);
  });

  test('the cap ends a token that waits for its retirement', async () => {
    const { run, first } = await rotating({ retirement: 'on-successor-use', retirementCap: '30d' });
    await using _ = run;
    await run.refresh(first.refresh_token);
    run.realm.clock.advance(toMs('30d'));
    expect(await status(run.refresh(first.refresh_token))).toBe(400);
  });

  test('first use of the new access token, and some seconds more', async () => {
    const { run, first } = await rotating({
      retirement: 'on-access-token-use',
      grace: '10s',
      graceReply: 'same-pair',
    });
    await using _ = run;
    const second = await bodyOf(run.refresh(first.refresh_token));
    run.realm.clock.advance(toMs('30m'));
    expect(await bodyOf(run.refresh(first.refresh_token))).toMatchObject({
      access_token: second.access_token,
      refresh_token: second.refresh_token,
    });
    await run.call(second.access_token);
    run.realm.clock.advance(9_000);
    expect(await status(run.refresh(first.refresh_token))).toBe(200);
    run.realm.clock.advance(1_000);
    expect(await status(run.refresh(first.refresh_token))).toBe(400);
  });
});

describe('what a replay within grace yields', () => {
  const replay = async (
    refreshToken: RefreshPolicy,
  ): Promise<{
    readonly run: TestRealm;
    readonly first: TokenBody;
    readonly second: TokenBody;
    readonly again: TokenBody;
  }> => {
    const { run, first } = await rotating({ grace: '1m', ...refreshToken });
    const second = await bodyOf(run.refresh(first.refresh_token));
    return { run, first, second, again: await bodyOf(run.refresh(first.refresh_token)) };
  };

  test('sibling: both pairs are good', async () => {
    const { run, second, again } = await replay({ graceReply: 'sibling' });
    await using _ = run;
    expect(again.refresh_token).not.toBe(second.refresh_token);
    expect([
      await status(run.call(second.access_token)),
      await status(run.call(again.access_token)),
      await status(run.refresh(second.refresh_token)),
    ]).toEqual([200, 200, 200]);
  });

  test('new pair: the latest wins', async () => {
    const { run, second, again } = await replay({ graceReply: 'new-pair' });
    await using _ = run;
    expect([
      await status(run.call(second.access_token)),
      await status(run.refresh(second.refresh_token)),
      await status(run.refresh(again.refresh_token)),
    ]).toEqual([401, 400, 200]);
  });

  test('same pair: the tokens given before, with the time that is left', async () => {
    const { run, first } = await rotating({ grace: '1m', graceReply: 'same-pair' });
    await using _ = run;
    const second = await bodyOf(run.refresh(first.refresh_token));
    run.realm.clock.advance(30_000);
    expect(await bodyOf(run.refresh(first.refresh_token))).toEqual({
      ...second,
      expires_in: 3_570,
    });
  });

  test('echo: a new access token with the replayed refresh token', async () => {
    const { run, first, second, again } = await replay({ graceReply: 'echo' });
    await using _ = run;
    expect(again.refresh_token).toBe(first.refresh_token);
    expect(again.access_token).not.toBe(second.access_token);
  });

  test('only the previous generation, where the policy says so', async () => {
    const { run, first } = await rotating({
      grace: '1h',
      graceScope: 'previous-generation',
      onReuse: 'revoke-family',
    });
    await using _ = run;
    const second = await bodyOf(run.refresh(first.refresh_token));
    const third = await bodyOf(run.refresh(second.refresh_token));
    expect(await status(run.refresh(first.refresh_token))).toBe(400);
    expect(await status(run.refresh(third.refresh_token))).toBe(400);
  });

  test('only so many times', async () => {
    const { run, first } = await rotating({ grace: '1h', maxReplays: 2 });
    await using _ = run;
    const statuses: number[] = [];
    for (let use = 0; use < 4; use += 1)
      statuses.push(await status(run.refresh(first.refresh_token)));
    expect(statuses).toEqual([200, 200, 200, 400]);
  });
});

describe('what the reuse of a dead refresh token ends', () => {
  test.each([
    ['error', [200, 200], [200, 200]],
    ['revoke-family', [401, 400], [200, 200]],
    ['revoke-current', [401, 400], [200, 200]],
    ['revoke-session', [401, 400], [401, 400]],
  ] as const)('%s', async (onReuse, own, others) => {
    const { run, first } = await rotating({ onReuse });
    await using _ = run;
    const other = await run.connect();
    const second = await bodyOf(run.refresh(first.refresh_token));
    expect(await status(run.refresh(first.refresh_token))).toBe(400);
    const alive = async (tokens: TokenBody): Promise<number[]> => [
      await status(run.call(tokens.access_token)),
      await status(run.refresh(tokens.refresh_token)),
    ];
    expect([await alive(second), await alive(other)]).toEqual([own, others]);
  });
});

describe('what happens to the older access tokens on refresh', () => {
  test('revoked after grace: the ledger tells when', async () => {
    const { run, first } = await rotating(
      {},
      { accessTokenOnRefresh: 'revoked-after-grace', accessTokenGrace: '10m' },
    );
    await using _ = run;
    await run.refresh(first.refresh_token);
    run.realm.clock.advance(toMs('10m') - 1_000);
    expect(await status(run.call(first.access_token))).toBe(200);
    run.realm.clock.advance(1_000);
    expect(await status(run.call(first.access_token))).toBe(401);
    expect(run.ledger.find(({ action }) => action === 'revoked')).toMatchObject({
      token: { kind: 'access', generation: 1 },
      cause: 'refresh',
    });
  });

  test('same: given again with the remaining time, while it lives', async () => {
    await using run = await startRealm({ accessTokenOnRefresh: 'same' });
    const grant = { grant_type: 'client_credentials' };
    const first = await bodyOf(run.token(grant));
    run.realm.clock.advance(toMs('20m'));
    expect(await bodyOf(run.token(grant))).toEqual({ ...first, expires_in: 2_400 });
    run.realm.clock.advance(toMs('40m'));
    expect((await bodyOf(run.token(grant))).access_token).not.toBe(first.access_token);
  });

  test('limit: one access token too many ends the oldest', async () => {
    await using run = await startRealm({ accessTokenLimit: 2 });
    const first = await run.connect();
    const second = await bodyOf(run.refresh(first.refresh_token));
    const third = await bodyOf(run.refresh(first.refresh_token));
    expect([
      await status(run.call(first.access_token)),
      await status(run.call(second.access_token)),
      await status(run.call(third.access_token)),
    ]).toEqual([401, 200, 200]);
  });
});

test('one consent too many silently ends the oldest one', async () => {
  await using run = await startRealm({ refreshToken: { limit: 2 } });
  const [first, second, third] = [await run.connect(), await run.connect(), await run.connect()];
  expect([
    await status(run.refresh(first.refresh_token)),
    await status(run.refresh(second.refresh_token)),
    await status(run.refresh(third.refresh_token)),
  ]).toEqual([400, 200, 200]);
  expect(run.ledger.filter(({ cause }) => cause === 'limit')).toHaveLength(1);
});

describe('what refreshes at the same moment get', () => {
  const race = async (
    refreshToken: RefreshPolicy,
  ): Promise<{
    readonly run: TestRealm;
    readonly statuses: number[];
    readonly bodies: TokenBody[];
  }> => {
    const { run, first } = await rotating(refreshToken);
    void run.realm.gate({ at: 'token', requests: 4, withinMs: 5_000 });
    const responses = await Promise.all(
      Array.from({ length: 4 }, () => run.refresh(first.refresh_token)),
    );
    return {
      run,
      statuses: responses.map((response) => response.status).sort(),
      bodies: await Promise.all(responses.map((response) => bodyOf(response))),
    };
  };

  test.each([
    ['in-order', [200, 400, 400, 400], 2],
    ['refused', [200, 400, 400, 400], 2],
    ['same-pair', [200, 200, 200, 200], 1],
    ['all-succeed', [200, 200, 200, 200], 4],
  ] as const)('%s', async (concurrency, statuses, pairs) => {
    const raced = await race({ concurrency, onReuse: 'error' });
    await using _ = raced.run;
    expect(raced.statuses).toEqual(statuses);
    expect(new Set(raced.bodies.map(({ refresh_token: token }) => token)).size).toBe(pairs);
  });

  test('refused does not count as reuse', async () => {
    const { run, bodies } = await race({ concurrency: 'refused', onReuse: 'revoke-family' });
    await using _ = run;
    expect(
      await status(
        run.refresh(bodies.find(({ refresh_token: token }) => token !== undefined)?.refresh_token),
      ),
    ).toBe(200);
  });
});
