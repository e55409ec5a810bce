import { expect, test } from 'vitest';
import { bodyOf, startRealm, type TestRealm } from '../../testing/start-realm.ts';
import type { FaultName } from '../index.ts';

const cases: readonly (readonly [
  FaultName,
  string,
  number | undefined,
  (run: TestRealm, token: string | undefined) => Promise<unknown>,
  unknown,
])[] = [
  [
    'reply/lost-after-commit',
    'reset',
    undefined,
    (run, token) =>
      run.refresh(token).catch((error: Error) => (error.cause as NodeJS.ErrnoException).code),
    'ECONNRESET',
  ],
  [
    'reply/lost-after-headers',
    'truncated',
    200,
    (run, token) =>
      run
        .refresh(token)
        .then((response) => response.text())
        .catch((error: Error) => error.message),
    'terminated',
  ],
  [
    'reply/truncated-after-commit',
    'truncated',
    200,
    (run, token) =>
      run
        .refresh(token)
        .then((response) => response.text())
        .catch((error: Error) => error.message),
    'terminated',
  ],
  [
    'reply/server-error-after-commit',
    'http',
    502,
    (run, token) => run.refresh(token).then((response) => response.status),
    502,
  ],
];

test.each(cases)(
  '%s: the token is spent, its successor exists, the client does not learn it',
  async (name, outcome, status, ask, seen) => {
    await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
    const { id } = run.realm.inject(name);
    const { refresh_token: refresh } = await run.connect();
    expect((await run.lastReply()).faults).toEqual([]);
    expect(await ask(run, refresh)).toEqual(seen);
    const reply = await run.lastReply();
    expect(reply).toMatchObject({
      outcome,
      delivered: outcome === 'http',
      issued: { access: { generation: 2 }, refresh: { generation: 2 } },
      faults: [id],
    });
    expect(reply.status).toBe(status);
    expect(run.realm.livePair('main')?.refresh?.generation).toBe(2);
    expect((await run.refresh(refresh)).status).toBe(400);
    expect(await run.lastReply()).toMatchObject({ error: 'invalid_grant', faults: [] });
  },
);

test.each(cases)(
  '%s: a refused refresh does not use it up, and neither does a code',
  async (name, _outcome, _status, ask, seen) => {
    await using run = await startRealm();
    run.realm.inject(name);
    const { refresh_token: refresh } = await run.connect();
    expect(await bodyOf(run.refresh('nonsense'))).toMatchObject({ error: 'invalid_grant' });
    expect((await run.lastReply()).faults).toEqual([]);
    expect(await ask(run, refresh)).toEqual(seen);
    expect((await run.refresh(refresh)).status).toBe(200);
  },
);

test('healed before its turn it does nothing', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  run.realm.inject('reply/lost-after-commit');
  run.realm.heal();
  expect((await run.refresh(refresh)).status).toBe(200);
});

test('healed while the request is under way it does nothing either', async () => {
  await using run = await startRealm();
  const { refresh_token: refresh } = await run.connect();
  const lost = run.realm.inject('reply/lost-after-commit');
  const slow = run.realm.inject('token/slow', { by: '1h' });
  const asking = run.refresh(refresh);
  while (run.requests.at(-1)?.grantType !== 'refresh_token')
    await new Promise((resolve) => setImmediate(resolve));
  run.realm.heal(lost.id);
  run.realm.heal(slow.id);
  expect((await asking).status).toBe(200);
  expect((await run.lastReply()).faults).toEqual([slow.id]);
});

test('reply/late-after-commit: tokens are issued long before the client learns of them', async () => {
  await using run = await startRealm({ refreshToken: { rotation: 'single-use' } });
  const { refresh_token: refresh } = await run.connect();
  const { id } = run.realm.inject('reply/late-after-commit', { by: '1h' });
  const asking = run.refresh(refresh);
  while (run.realm.livePair('main')?.refresh?.generation !== 2)
    await new Promise((resolve) => setImmediate(resolve));
  expect(run.replies).toHaveLength(run.requests.length - 1);
  run.realm.heal(id);
  expect((await asking).status).toBe(200);
  expect(await run.lastReply()).toMatchObject({
    issued: { access: { generation: 2 } },
    faults: [id],
  });
});
