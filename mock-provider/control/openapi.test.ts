import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventFeeds } from './event-feed.ts';
import type { NumberedEvent } from './read-events.ts';
import { controlRoutes } from './routes.ts';
import { connectAndRefresh, startControlled, type Controlled } from './testing/start-controlled.ts';
import { WireLog } from './wire-log.ts';

let controlled: Controlled;
beforeAll(async () => {
  controlled = await startControlled();
});
afterAll(async () => controlled[Symbol.asyncDispose]());

const get = async (path: string): Promise<string> =>
  (
    await fetch(controlled.url + path, { headers: { authorization: `Bearer ${controlled.token}` } })
  ).text();

describe('the document', () => {
  it('has every operation of the table, each id once', async () => {
    const routes = controlRoutes(new EventFeeds(), new WireLog(), { url: '', secured: true });
    const { paths } = (await controlled.remote.openapi()) as {
      readonly paths: Readonly<
        Record<string, Readonly<Record<string, { readonly operationId: string }>>>
      >;
    };
    const ids = Object.values(paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(ids.toSorted()).toEqual(routes.map(({ id }) => id).toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('every answer to a GET', () => {
  it('is what the table says, and holds no raw token', async () => {
    const remote = await controlled.remote.createRealm('r1', {
      policy: { accessTokenFormat: 'jwt' },
    });
    const { id, secret = '' } = await remote.registerClient('main');
    const texts = await connectAndRefresh(await remote.read(), { id, secret });
    await remote.inject('token/client-refused');
    await remote.snapshot();
    const realm = controlled.provider.realm(remote.name);
    expect(realm?.findSecrets([...texts, secret].join()).length).toBeGreaterThan(3);
    const gets = controlRoutes(new EventFeeds(), new WireLog(), { url: '', secured: true }).filter(
      ({ method }) => method === 'GET',
    );
    for (const { path, answer, streams } of gets) {
      if (streams === true) continue;
      const text = await get(path.replace(':realm', remote.name).replace(':exchange', '2'));
      expect(realm?.findSecrets(text), path).toEqual([]);
      expect(answer?.safeParse(JSON.parse(text)).error, path).toBeUndefined();
    }
    const stop = new AbortController();
    const events: NumberedEvent[] = [];
    const reading = (async () => {
      for await (const one of await remote.events({ after: 0, signal: stop.signal }))
        events.push(one);
    })();
    while (events.length < 6) await sleep(5);
    stop.abort();
    await reading;
    expect(realm?.findSecrets(JSON.stringify(events))).toEqual([]);
  });

  it('says what is not there', async () => {
    expect(JSON.parse(await get('/nothing'))).toMatchObject({ error: 'not-found' });
    const response = await fetch(`${controlled.url}/realms`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${controlled.token}` },
    });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, POST');
  });
});
