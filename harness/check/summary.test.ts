import { describe, expect, test } from 'vitest';
import { History } from '../model/history.ts';
import { judge } from './judge.ts';
import { story } from './testing/history-builder.ts';
import { mutate } from './testing/mutate.ts';
import { goodStory, stormStory, untilExpired } from './testing/stories.ts';
import { access, OTHER_ROWS, refresh, type Head, type Reply } from './testing/story-defaults.ts';

test('tells the storm as the operator needs to hear it', () => {
  expect(judge(stormStory({ target: '1.123.81' })).summary).toMatchInlineSnapshot(
    `"Eight executions met the expired token; n8n 1.123.81 sent eight refresh requests with one and the same refresh token, the provider took the second use as theft and revoked the whole grant and all 8 executions failed. It works again only after an operator did this: open the credential and connect the account again."`,
  );
});

test('names the remedy where an older history has no words for it', () => {
  const older = stormStory().events.map((event) => {
    if (event.type !== 'remedy') return event;
    const { act: _, ...rest } = event;
    return rest;
  });
  expect(judge(new History(older)).summary).toContain(
    'only after an operator did this: reconnect.',
  );
});

test('tells the good end', () => {
  expect(judge(goodStory()).summary).toMatchInlineSnapshot(
    `"One execution met the expired token; n8n 2.41.1 sent one refresh request and the execution succeeded. There is nothing to do."`,
  );
});

test('names the client as the history does, whatever its id looks like', () => {
  const target = 'anything-1.2';
  expect(judge(goodStory({ target, clientName: 'n8n at a.example/n8n' })).summary).toContain(
    '; n8n at a.example/n8n sent one refresh request',
  );
});

test('names a running instance of an old history by its place, which may look like a version', () => {
  expect(judge(goodStory({ target: 'remote-10.0.0.5-5678+n8n' })).summary).toContain(
    'n8n at 10.0.0.5-5678/n8n sent one refresh request',
  );
});

test('does not ask for a remedy that was tried and could not be carried out', () => {
  const failed = { status: 'error', error: { message: 'Reconnect the credential' } } as const;
  const told = untilExpired()
    .start('e2')
    .api('e2.1', access(1), 'expired', { faults: ['x1'] })
    .finish('e2', failed)
    .heal('access-token/expired', 'x1')
    .phase('healed')
    .start('e3')
    .finish('e3', failed)
    .add({ type: 'remedy', remedy: 'reconnect', state: 'begin' })
    .add({ type: 'remedy', remedy: 'reconnect', state: 'failed', error: 'x' });
  expect(
    judge(
      told
        .probe({ access: access(1), refresh: refresh(1) }, null)
        .end()
        .build(),
    ).summary,
  ).toContain('It stayed broken: reconnect did not bring it back.');
});

test('does not say of an execution that left no result that it failed', () => {
  const told = untilExpired()
    .start('e2')
    .start('e3')
    .api('e2.1', access(1), 'expired', { faults: ['x1'] })
    .refresh(1, 2)
    .process('main', 'killed')
    .finish('e2', { status: 'lost' });
  const ended = (status: 'lost' | 'error') =>
    judge(
      mutate(
        told.build(),
        'execution',
        ({ key }) => key === 'e3',
        () => ({ status }),
      ),
    ).summary;
  told
    .api('e3.1', access(2))
    .finish('e3')
    .heal('access-token/expired', 'x1')
    .phase('healed')
    .start('e4')
    .api('e4.1', access(2))
    .finish('e4')
    .probeNewest(2)
    .end();
  expect(judge(told.build()).summary).toContain('and 1 of 2 executions left no result.');
  expect(ended('lost')).toContain('and both executions left no result.');
  expect(ended('error')).toContain('and 1 of 2 executions left no result, 1 failed.');
});

test('says that a credential is dead only when the provider has no live token', () => {
  const dead = (
    live: null | { family: string; scope: string; refresh: ReturnType<typeof refresh> },
  ) =>
    untilExpired()
      .start('e2')
      .api('e2.1', access(1), 'revoked', { faults: ['x1'] })
      .refused(refresh(1), 'revoked')
      .finish('e2', { status: 'error', error: { message: 'Reconnect the credential' } })
      .heal('access-token/expired', 'x1')
      .phase('healed')
      .start('e3')
      .api('e3.1', access(1), 'revoked')
      .refused(refresh(1), 'revoked')
      .finish('e3', { status: 'error', error: { message: 'Reconnect the credential' } })
      .probe({ access: access(1), refresh: refresh(1) }, live)
      .end()
      .build();
  expect(judge(dead(null)).summary).toMatchInlineSnapshot(
    `"One execution met the revoked token; n8n 2.41.1 sent one refresh request, the provider refused it (invalid_grant) and the execution failed. The credential is dead until someone connects it again: the provider has no live token left for it."`,
  );
  expect(judge(dead({ family: 'f1', scope: 'read', refresh: refresh(1) })).summary).toContain(
    'It did not work again for good within this run.',
  );
});

test('puts a leak first', () => {
  const leaking = mutate(
    goodStory(),
    'leak-scan',
    () => true,
    () => ({ leaks: ['refresh token f1/2'] }),
  );
  expect(judge(leaking).summary).toContain("refresh token f1/2 can be read in the client's log.");
  expect(judge(leaking).summary).toContain('Treat them as stolen');
});

test('never says that there is nothing to do while a stale token is stored', () => {
  const stale = mutate(
    goodStory(),
    'stored-credential',
    () => true,
    () => ({ refresh: 'foreign' }),
  );
  expect(judge(stale)).toMatchObject({
    outcome: 'credential corrupted',
    summary: expect.stringMatching(
      /did not keep the tokens it was given: .*what is stored is not what the provider gave last; connect the account again/,
    ),
  });
});

test('sends nobody to the provider for a field that is no token', () => {
  const scoped = mutate(
    goodStory(),
    'stored-credential',
    () => true,
    () => ({ fields: { scope: 'another' } }),
  );
  expect(judge(scoped)).toMatchObject({
    outcome: 'credential corrupted',
    summary: expect.stringContaining('enter these fields again'),
  });
});

describe('a process that went past the lock', () => {
  const steadily = () => untilExpired().lock('worker-1', 'taken');
  const race = (told: ReturnType<typeof untilExpired>) => {
    told
      .start('e2')
      .api('e2.1', access(1), 'expired', { faults: ['x1'] })
      .askRefresh(refresh(1), 'live', { sender: 'worker-2' });
    return judge(told.finish('e2').end().build()).summary;
  };

  test('is named with the holder and how long it had waited', () => {
    expect(race(steadily().lock('worker-2', 'waits').wait(9_940))).toContain(
      'Worker-1 held the lock of the credential; worker-2 waited 10 s for it and refreshed without it.',
    );
  });

  test('is named when it never asked for the lock', () => {
    expect(race(steadily())).toContain(
      'Worker-1 held the lock of the credential; worker-2 did not wait for it and refreshed without it.',
    );
  });

  test('is not there when nobody did', () => {
    expect(race(steadily().lock('worker-1', 'released'))).not.toContain('lock');
  });
});

describe('what an engineer on call needs', () => {
  const failed = { status: 'error', error: { message: 'No tokens' } } as const;
  const TWO = { grant: 'authorization-code', scope: 'read', authentication: 'header' } as const;
  /** A token endpoint that refuses, until the plan ends that. */
  const refusing = (reply: Reply, head: Partial<Head> = {}) =>
    untilExpired(head)
      .inject('token/error-reply', 'y1', 'token-endpoint')
      .start('e2')
      .api('e2.1', access(1), 'expired', { faults: ['x1'] })
      .refused(refresh(1), 'live', { faults: ['y1'], ...reply })
      .finish('e2', failed);
  const mended = (told: ReturnType<typeof refusing>) =>
    told
      .heal('access-token/expired', 'x1')
      .heal('token/error-reply', 'y1')
      .phase('healed')
      .start('e3')
      .api('e3.1', access(1), 'expired', { faults: ['x1'] })
      .refresh(1, 2)
      .api('e3.1', access(2))
      .finish('e3')
      .probeNewest(2)
      .end();
  const summaryOf = (told: ReturnType<typeof refusing>) => judge(told.build()).summary;

  test('the words of the token endpoint, and what had to be over', () => {
    const says = 'Use the new address.';
    const reply = { status: 404, error: 'endpoint_retired', says };
    expect(summaryOf(mended(refusing(reply)))).toContain(
      'Under token/error-reply, one execution met the expired token; n8n 2.41.1 sent one refresh request, the provider refused it (endpoint_retired with status 404: "Use the new address.") and the execution failed.',
    );
    expect(summaryOf(mended(refusing(reply)))).toContain(
      'It works again by itself since token/error-reply is over; there is nothing to',
    );
  });

  test('a refusal that is told with status 200', () => {
    expect(summaryOf(mended(refusing({ status: 200, error: 'invalid_client' })))).toContain(
      'the provider refused it (invalid_client with status 200)',
    );
  });

  test('how the API told that the token had ended, and that nobody noticed', () => {
    const told = untilExpired();
    for (const key of ['e2', 'e3'])
      told
        .start(key)
        .api(`${key}.1`, access(1), 'expired', {
          status: 200,
          error: 'token_expired',
          faults: ['x1'],
        })
        .finish(key);
    expect(judge(told.end().build()).summary).toContain(
      'Two executions met the expired token, which the API told by status 200 (token_expired); n8n 2.41.1 asked for no new token and both executions failed without saying so.',
    );
  });

  test('which of two credentials, and how the other one fared', () => {
    const credentials = { main: TWO, bystander: TWO };
    const other = (status: 'success' | 'error') => {
      const told = refusing({}, { credentials }).start('b1', { credential: 'bystander' });
      if (status === 'success')
        told.api('b1.1', access(1, 'f2'), 'live', {}, { client: 'bystander' });
      return summaryOf(mended(told.finish('b1', status === 'success' ? {} : failed)));
    };
    expect(other('success')).toContain('one execution with the credential main met the expired');
    expect(other('success')).toContain(
      'The other credential, bystander, was not affected: the execution with it succeeded.',
    );
    expect(other('error')).toContain('With the other credential, bystander, the execution failed.');
  });

  test('the time that passed, and how many of the executions it met', () => {
    const told = story({
      steps: [{ do: 'execute' }, { do: 'advance', by: '61m' }],
      expect: { recovery: 'unaffected', withinMs: 10_000 },
    })
      .add(OTHER_ROWS)
      .connect()
      .run('e1')
      .probeNewest(1)
      .add({ type: 'step', index: 1, state: 'begin' })
      .add({ type: 'ledger', action: 'expired', token: access(1), realmTimeMs: 0, cause: 'ttl' })
      .add({ type: 'step', index: 1, state: 'end' })
      .start('e2')
      .api('e2.1', access(1), 'expired')
      .refresh(1, 2)
      .api('e2.1', access(2))
      .finish('e2');
    for (const key of ['e3', 'e4']) told.start(key).api(`${key}.1`, access(2)).finish(key);
    expect(judge(told.probeNewest(2).end().build()).summary).toContain(
      'After 61m, one of 3 executions met the expired token; n8n 2.41.1 sent one refresh request and all 3 executions succeeded.',
    );
  });
});
