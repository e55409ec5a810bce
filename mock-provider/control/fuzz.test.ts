import { Agent } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask, INSIDES, type Asked } from '../testing/fuzz/ask.ts';
import { nearlyFitting, textOf, type JsonSchema } from '../testing/fuzz/from-schema.ts';
import { fuzzRuns } from '../testing/fuzz/fuzz-runs.ts';
import { HOSTILE_TEXTS } from '../testing/fuzz/mutate-value.ts';
import { Tally } from '../testing/fuzz/tally.ts';
import { connectAndRefresh, startControlled } from './testing/start-controlled.ts';

const RUNS = fuzzRuns(1_500);
const AT_ONCE = 8;
/** The realm that stays: others come and go. */
const LASTING = 'lasting';

interface Operation {
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
  };
}
type Document = Readonly<
  Record<'paths', Readonly<Record<string, Readonly<Record<string, Operation>>>>>
>;

const seldom = fc.integer({ min: 0, max: 8 }).map((number) => number === 0);

/** Nobody writes these characters into a request line as they are. */
const inTarget = (text: string): string =>
  text.toWellFormed().replaceAll(/[^\u0021-\u007E]|[/?#%]/g, encodeURIComponent);

/** Requests to one operation, from right to nonsense. */
function requestsTo(
  path: string,
  method: string,
  { parameters, requestBody }: Operation,
  known: readonly string[],
): fc.Arbitrary<Asked> {
  const inQuery = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
  const body =
    schema === undefined
      ? fc.constantFrom('', '', '', '{}', '[')
      : fc.oneof(
          {
            weight: 9,
            arbitrary: nearlyFitting(schema, known).map((value) => JSON.stringify(value) ?? ''),
          },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              '',
              '{',
              '[[',
              '"',
              '{"a":1}{',
              '\uFEFF{}',
              ...HOSTILE_TEXTS,
            ),
          },
        );
  return fc
    .record({
      method: fc.oneof(
        { weight: 12, arbitrary: fc.constant(method.toUpperCase()) },
        {
          weight: 1,
          arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'),
        },
      ),
      elsewhere: seldom,
      names: fc.array(textOf(known), { minLength: 4, maxLength: 4 }),
      query: fc.array(
        fc.tuple(
          fc.constantFrom(...inQuery, 'x', '__proto__'),
          textOf([...known, '0', '5', '-1', '1e9']),
        ),
        {
          maxLength: 3,
        },
      ),
      type: seldom.chain((odd) =>
        odd ? fc.constantFrom('text/plain', '') : fc.constant('application/json'),
      ),
      lastEventId: fc.option(fc.constantFrom('0', '5', '-1', 'x', '9'.repeat(30)), { freq: 2 }),
      body,
    })
    .map(({ method: verb, elsewhere, names, query, type, lastEventId, body: text }) => {
      let next = 0;
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
        name === 'realm' && !elsewhere ? LASTING : inTarget(names[next++ % names.length] ?? ''),
      );
      return {
        method: verb,
        target: `${filled}${query.length === 0 ? '' : `?${new URLSearchParams(query.map(([name, value]) => [name, value.toWellFormed()]))}`}`,
        headers: {
          'content-type': type,
          ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
        },
        body: Buffer.from(text),
      };
    });
}

test('whatever the control API is asked, it answers, and never by a mistake of its own', async () => {
  await using controlled = await startControlled();
  const { provider, remote, url, token } = controlled;
  const realm = provider.createRealm(LASTING);
  const client = realm.registerClient('main');
  const replies = await connectAndRefresh(realm, client);
  // Secrets that a request chooses may be any word, also one that an error has.
  const secrets = [client.secret, ...replies.flatMap((reply) => reply.match(/oc_\w+/g) ?? [])];
  const { paths } = (await (
    await fetch(`${url}/openapi.json`, { headers: { authorization: `Bearer ${token}` } })
  ).json()) as Document;
  const { pathname, port } = new URL(url);
  const known = [
    LASTING,
    LASTING,
    LASTING,
    'main',
    client.id,
    'f1',
    'token/throttled',
    'google',
    'other',
    '1',
  ];
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      requestsTo(`${pathname}${path}`, method, operation, known),
    ),
  );
  const sent = fc.sample(fc.oneof(...operations), RUNS);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const tally = new Tally('requests to the control API', RUNS);
  const worker = async (): Promise<void> => {
    for (let next = sent.pop(); next !== undefined; next = sent.pop()) {
      const asked = { ...next, headers: { ...next.headers, authorization: `Bearer ${token}` } };
      const what = `${next.method} ${next.target} ${next.body.toString().slice(0, 500)}`;
      const { status, ms, body } = await ask(port, agent, asked);
      tally.add(String(status), ms, what);
      if (status < 200 || status >= 500) tally.complain(`${status} ${body.slice(0, 200)}`, what);
      if (INSIDES.test(body)) tally.complain('shows its insides', `${what}\n${body}`);
      if (
        status >= 400 &&
        next.method !== 'HEAD' &&
        !/^\{"error":"[a-z-]+","message":"Could not /.test(body)
      )
        tally.complain('no error with a code', `${what}\n${body}`);
      if (status >= 400 && secrets.some((secret) => body.includes(secret)))
        tally.complain('a secret in an error', `${what}\n${body}`);
      if (provider.realm(LASTING) === undefined)
        await remote.createRealm(LASTING, {}).catch(() => undefined);
      if (provider.realms.length > 40)
        for (const { name } of provider.realms) if (name !== LASTING) provider.dropRealm(name);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
  tally.check();
  expect((await remote.createRealm('after', {})).name).toBe('after');
});
