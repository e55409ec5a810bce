import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INSIDES } from '../testing/fuzz/ask.ts';
import { fuzzRuns } from '../testing/fuzz/fuzz-runs.ts';
import { Tally } from '../testing/fuzz/tally.ts';
import { startRealm, type TestRealm } from '../testing/start-realm.ts';

const RUNS = fuzzRuns(500);
const AT_ONCE = 8;

/** Sends bytes, then the end; what came back until the provider closed the connection. */
async function send(port: number, parts: readonly Buffer[]): Promise<{ text: string; ms: number }> {
  const startedAt = performance.now();
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A provider that closes the connection while more is sent resets it.
  socket.on('error', () => undefined);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  for (const part of parts) {
    socket.write(part);
    await new Promise((resolve) => setImmediate(resolve));
  }
  socket.end();
  await closed;
  return { text: Buffer.concat(chunks).toString('latin1'), ms: performance.now() - startedAt };
}

const FIELDS = [
  'Host: 127.0.0.1',
  'Host:',
  'Host: a\r\nHost: b',
  'Connection: close',
  'Connection: upgrade\r\nUpgrade: h2c',
  'Expect: 100-continue',
  'Expect: 200-maybe',
  'Content-Type: application/x-www-form-urlencoded',
  'Content-Type: multipart/form-data; boundary=x',
  'Authorization: Basic Og==',
  `X-Long: ${'a'.repeat(20_000)}`,
  Array.from({ length: 3_000 }, (_, index) => `X-${index}: ${index}`).join('\r\n'),
  'X-Folded: a\r\n b',
  'X-Null: a\0b',
  'X-\u00E9: \u00FC',
  ': nameless',
  'no colon',
  'Content-Length: 5',
  'Content-Length: -5',
  'Content-Length: 99999999999999999999',
  'Content-Length: 5\r\nContent-Length: 6',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked\r\nContent-Length: 5',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: xchunked',
  'Trailer: X-End',
];

const BODIES = [
  '',
  'a=b&c',
  '5\r\nhello\r\n0\r\n\r\n',
  '5;name="x"\r\nhello\r\n0\r\nX-End: 1\r\n\r\n',
  'zz\r\nhello\r\n0\r\n\r\n',
  '-1\r\n\r\n',
  'ffffffffffffffffff\r\n',
  '5\r\nhel',
  '0\r\n',
  `5;${'x'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`,
];

/** What is right, and now and then what is not. */
const mostly = (right: readonly string[], wrong: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.constantFrom(...wrong) },
  );

/** One request, from one that is right to what is none. */
function request(run: TestRealm): fc.Arbitrary<string> {
  const at = new URL(run.realm.tokenUrl).pathname;
  const { origin } = new URL(run.realm.tokenUrl);
  const body = String(
    new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: run.client.id,
      client_secret: run.client.secret,
    }),
  );
  const good = `POST ${at} HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const target = fc.constantFrom(
    at,
    `${origin}${at}`,
    `http://elsewhere.example${at}`,
    `https://[::1]:99999${at}`,
    'http://',
    'x',
    '*',
    '127.0.0.1:1',
    '/',
    '//',
    `/${run.realm.name}/api/items/%E0%A4%A`,
    `/${run.realm.name}/api/items/1?access_token=${run.client.secret}`,
    `/${'a'.repeat(20_000)}`,
    '/\u00E9',
    '/a b',
  );
  const odd = fc
    .record({
      method: mostly(
        ['GET', 'POST'],
        ['HEAD', 'OPTIONS', 'CONNECT', 'TRACE', 'PURGE', 'get', 'G\0T', ''],
      ),
      target,
      version: mostly(['HTTP/1.1'], ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2.0', '']),
      fields: fc
        .tuple(mostly(['Host: x'], ['']), fc.subarray(FIELDS, { maxLength: 2 }))
        .map((all) => all.flat().filter((field) => field !== '')),
      body: fc.constantFrom(...BODIES),
      ending: mostly(['\r\n'], ['\n']),
    })
    .map(
      ({ method, target: to, version, fields, body: sent, ending }) =>
        `${[`${method} ${to} ${version}`, ...fields, '', ''].join(ending)}${sent}`,
    );
  return fc.oneof({ weight: 2, arbitrary: fc.constant(good) }, { weight: 3, arbitrary: odd });
}

const seldom = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });

/** Everything that goes over one connection: several requests, cut off, in pieces, with dirt. */
const connection = (run: TestRealm): fc.Arbitrary<readonly Buffer[]> =>
  fc
    .record({
      requests: fc.array(request(run), { minLength: 1, maxLength: 4 }),
      dirt: fc.uint8Array({ maxLength: 40 }),
      dirtAt: seldom(fc.nat({ max: 600 })),
      cut: seldom(fc.nat({ max: 600 })),
      piece: fc.constantFrom(1_000_000, 1_000_000, 60, 7),
    })
    .map(({ requests, dirt, dirtAt, cut, piece }) => {
      const whole = Buffer.from(requests.join(''), 'latin1');
      const at = (dirtAt ?? 0) % (whole.length + 1);
      const dirty =
        dirtAt === null
          ? whole
          : Buffer.concat([whole.subarray(0, at), Buffer.from(dirt), whole.subarray(at)]);
      const bytes = cut === null ? dirty : dirty.subarray(0, cut % (dirty.length + 1));
      const size = Math.max(piece, Math.ceil(bytes.length / 40));
      return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
    });

test('whatever bytes come, each connection is answered or closed, and none breaks the provider', async () => {
  await using run = await startRealm();
  const port = Number(new URL(run.provider.url).port);
  const tally = new Tally('connections with raw bytes', RUNS);
  const sent = fc.sample(connection(run), RUNS);
  const worker = async (): Promise<void> => {
    for (let next = sent.pop(); next !== undefined; next = sent.pop()) {
      const { text, ms } = await send(port, next);
      const what = JSON.stringify(
        Buffer.concat([...next])
          .toString('latin1')
          .slice(0, 1_500),
      );
      // An answer follows the one before it at once, within the same line.
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status);
      tally.add(statuses.length === 0 ? 'closed' : statuses.join(' '), ms, what);
      for (const status of statuses)
        if (Number(status) >= 500) tally.complain(`status ${status}`, what);
      if (INSIDES.test(text)) tally.complain('shows its insides', `${what}\n${text}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  tally.check();
  await run.lastReply();
  expect(run.replies).toHaveLength(run.requests.length);
  expect(run.realm.findSecrets(JSON.stringify(run.events))).toEqual([]);
  expect((await run.token({ grant_type: 'client_credentials' })).status).toBe(200);
});
