import { expect, test } from 'vitest';
import { changedClient } from '../../testing/changed-client.ts';
import { runForTest } from '../../testing/run-for-test.ts';

const lines = (outline: readonly string[], step: number): readonly string[] =>
  outline.slice(outline.indexOf(`step ${step} begin`) + 1, outline.indexOf(`step ${step} end`));

test('connect connects where the plan says, and not before', async () => {
  const { outline } = await runForTest({
    credentials: { main: {}, other: {} },
    plan: [{ do: 'connect', credential: 'other' }, { do: 'execute' }],
  });
  expect(outline.slice(0, 6)).toEqual([
    'scenario',
    'phase steady',
    'connect main true',
    'step 0 begin',
    'connect other true',
    'step 0 end',
  ]);
});

test('connect beside another one: both users are away at once, and come back in their order', async () => {
  const { outline, history } = await runForTest({
    credentials: { main: {}, other: {} },
    plan: [{ do: 'connect', beside: 'other' }, { do: 'execute' }],
  });
  expect(lines(outline, 0)).toEqual(['connect main true', 'connect other true']);
  const asked = history
    .of('request')
    .flatMap(({ endpoint, client, n }) =>
      endpoint === 'authorize' || endpoint === 'token' ? [{ endpoint, client, n }] : [],
    );
  expect(asked.slice(0, 4).map(({ endpoint, client }) => `${endpoint} ${client}`)).toEqual([
    'authorize main',
    'authorize other',
    'token main',
    'token other',
  ]);
});

test('connect beside another one, which the client does not let cross: one after the other', async () => {
  const client = changedClient((original) => ({
    connect: (id, signal) => original.connect(id, signal),
  }));
  const { outline } = await runForTest(
    {
      credentials: { main: {}, other: {} },
      plan: [{ do: 'connect', beside: 'other' }, { do: 'execute' }],
    },
    { client },
  );
  expect(lines(outline, 0)).toEqual(['connect main true', 'connect other true']);
});

test('execute runs one after the other, or as many at once as it says, and never more', async () => {
  let running = 0;
  let most = 0;
  const client = changedClient((original) => ({
    async execute(id, run, signal) {
      running += 1;
      most = Math.max(most, running);
      const report = await original.execute(id, run, signal);
      running -= 1;
      return report;
    },
  }));
  const { outline, history } = await runForTest(
    {
      plan: [
        { do: 'execute', times: 2 },
        { do: 'execute', times: 7, concurrency: 3 },
      ],
      nextExpiry: 'skip',
    },
    { client },
  );
  expect(lines(outline, 0)).toEqual([
    'e1 started',
    'e1 success steady',
    'e2 started',
    'e2 success steady',
  ]);
  expect(lines(outline, 1).slice(0, 3)).toEqual(['e3 started', 'e4 started', 'e5 started']);
  expect(most).toBe(3);
  expect(
    history
      .executions()
      .map(({ key }) => key)
      .sort(),
  ).toEqual(['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8', 'e9']);
  expect(new Set(history.executions().flatMap(({ items }) => items)).size).toBe(9);
});

test('execute takes several workflows in turn; whether the main one works is for its own latest executions to say', async () => {
  const client = changedClient((original) => ({
    execute: async (id, run, signal) =>
      run.key === 'e1' ? { status: 'error', stored: '' } : original.execute(id, run, signal),
  }));
  const { history, outline } = await runForTest(
    {
      workflows: { main: { use: 'http-request' }, second: { use: 'http-request' } },
      plan: [{ do: 'execute', times: 4, concurrency: 2, workflow: ['main', 'second'] }],
      remedies: ['reconnect'],
    },
    { client },
  );
  expect(
    history
      .of('execution-started')
      .map(({ key, workflow }) => `${key} ${workflow}`)
      .slice(0, 4),
  ).toEqual(['e1 main', 'e2 second', 'e3 main', 'e4 second']);
  expect(outline).toContain('e1 error steady');
  expect(outline.filter((line) => line.startsWith('remedy'))).toEqual([]);
});

test('inject begins the phase during, but not before anything has run', async () => {
  const { outline } = await runForTest({
    plan: [
      { do: 'inject', fault: 'token/slow', options: { by: '1ms' } },
      { do: 'connect' },
      { do: 'execute' },
      { do: 'inject', fault: 'rotation/immediate' },
      { do: 'execute' },
    ],
  });
  expect(lines(outline, 0)).toEqual(['fault token/slow begin']);
  expect(lines(outline, 3)).toEqual(['phase during', 'fault rotation/immediate begin']);
  expect(lines(outline, 4)).toContain('e2 success during');
});

test('rendezvous lets refused requests go when they stand together', async () => {
  const { outline, history } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'access-token/expired' },
      { do: 'rendezvous', requests: 3 },
      { do: 'execute', times: 3, concurrency: 3 },
    ],
  });
  expect(lines(outline, 2)).toEqual(['gate armed 0/3']);
  expect(lines(outline, 3)).toContain('gate opened 3/3');
  const opened = history.of('gate').find(({ state }) => state === 'opened');
  const held = history.of('reply').filter(({ exchange }) => opened?.exchanges.includes(exchange));
  expect(held.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(held.every(({ n }) => n > (opened?.n ?? 0))).toBe(true);
});

test('a gate where too few meet times out, and the run goes on to its end; waiting for it counts as waiting', async () => {
  const waiting: number[] = [];
  const { outline } = await runForTest(
    {
      plan: [{ do: 'execute' }, { do: 'rendezvous', requests: 3, at: 'token', within: '50ms' }],
      nextExpiry: 'skip',
    },
    { onWaiting: (change) => waiting.push(change) },
  );
  expect(outline.slice(-3)).toEqual(['step 1 end', 'gate timed-out 0/3', 'end completed']);
  expect(waiting).toEqual([1, -1]);
});

test('advance moves the clock of the realm: what is due happens', async () => {
  const { outline, history } = await runForTest({
    realm: { accessTokenTtl: '1h' },
    plan: [{ do: 'execute' }, { do: 'advance', by: '61m' }, { do: 'execute' }],
  });
  expect(lines(outline, 1)).toEqual(['clock both 3660000']);
  expect(history.of('ledger')).toContainEqual(
    expect.objectContaining({ action: 'expired', cause: 'ttl' }),
  );
  expect(outline).toContain('e2 success steady');
});

test('heal ends the named fault alone; the phase is healed when none is left', async () => {
  const { outline } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'token/unavailable' },
      { do: 'inject', fault: 'n8n/clock-behind' },
      { do: 'heal', fault: 'token/unavailable' },
      { do: 'execute' },
      { do: 'heal', fault: 'n8n/clock-behind' },
      { do: 'execute' },
    ],
  });
  expect(lines(outline, 3)).toEqual(['fault token/unavailable healed by plan']);
  expect(lines(outline, 4)).toContain('e2 success during');
  expect(lines(outline, 5)).toEqual([
    'clock n8n 0',
    'fault n8n/clock-behind healed by plan',
    'phase healed',
  ]);
  expect(lines(outline, 6)).toContain('e3 success healed');
});

test('wait waits in real time, and reads the stored credentials afterwards', async () => {
  const { history } = await runForTest({
    plan: [{ do: 'execute' }, { do: 'wait', for: '300ms' }, { do: 'execute' }],
  });
  const [begin, end] = history.of('step').filter(({ index }) => index === 1);
  expect((end?.at ?? 0) - (begin?.at ?? 0)).toBeGreaterThanOrEqual(299);
  const read = history.of('stored-credential').map(({ n }) => n);
  expect(read.some((n) => n > (begin?.n ?? 0) && n < (end?.n ?? 0))).toBe(true);
});

test('observe executes until one execution succeeds', async () => {
  const { outline } = await runForTest({
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'api/server-error', options: { times: 2 } },
      { do: 'observe', for: '20s' },
    ],
    nextExpiry: 'skip',
  });
  expect(lines(outline, 2)).toEqual([
    'e2 started',
    'e2 error during',
    'e3 started',
    'e3 error during',
    'e4 started',
    'e4 success during',
  ]);
});

test('observe gives up when its time is over', async () => {
  const waiting: number[] = [];
  const { outline } = await runForTest(
    {
      plan: [
        { do: 'execute' },
        { do: 'inject', fault: 'api/server-error' },
        { do: 'observe', for: '300ms' },
      ],
    },
    { onWaiting: (change) => waiting.push(change) },
  );
  const tries = lines(outline, 2).filter(
    (line) => line === 'e2 error during' || line === 'e3 error during',
  );
  expect(tries.length).toBeGreaterThan(0);
  expect(lines(outline, 2).some((line) => line.includes('success'))).toBe(false);
  expect(outline.at(-1)).toBe('end completed');
  expect(waiting.reduce((sum, change) => sum + change, 0)).toBe(0);
});

test('an execution has the name, the items and the client clock of its own', async () => {
  const { history } = await runForTest({
    workflows: { main: { use: 'http-request', items: 3 } },
    plan: [
      { do: 'execute' },
      { do: 'inject', fault: 'n8n/clock-ahead', options: { by: '2h' } },
      { do: 'execute' },
    ],
  });
  const [first, second] = history.executions();
  expect(first).toMatchObject({
    key: 'e1',
    workflow: 'main',
    credential: 'main',
    items: ['e1.1', 'e1.2', 'e1.3'],
    executionId: 'e1',
    leaks: [],
  });
  expect(Math.abs(first?.clockOffsetMs ?? Infinity)).toBeLessThan(60_000);
  expect(Math.abs((second?.clockOffsetMs ?? 0) - 7_200_000)).toBeLessThan(60_000);
  expect(
    history
      .of('request')
      .flatMap(({ item }) => (item === undefined ? [] : [item]))
      .filter((item) => item.startsWith('e1.'))
      .sort(),
  ).toEqual(['e1.1', 'e1.2', 'e1.3']);
});
