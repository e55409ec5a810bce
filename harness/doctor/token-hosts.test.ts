import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { fakeServer } from '../n8n/rest/testing/fake-server.ts';
import { askTokenHosts } from './token-hosts.ts';

const { signal } = new AbortController();

it('are asked for the time, once each and without credentials', async () => {
  await using host = await fakeServer(() => ({
    status: 405,
    headers: { date: new Date(Date.now() + 3_600_000).toUTCString() },
  }));
  const url = `${host.url}/token`;
  const hosts = await askTokenHosts([url, url], signal);
  const ahead = 'is' in hosts ? hosts.is.get(url) : undefined;
  expect(ahead).toEqual({ is: expect.any(Number) });
  expect(Math.abs((ahead !== undefined && 'is' in ahead ? ahead.is : 0) - 3_600_000)).toBeLessThan(
    30_000,
  );
  expect(host.requests).toHaveLength(1);
  expect(host.requests[0]).toMatchObject({ method: 'HEAD', path: '/token', body: '' });
  expect(host.requests[0]?.headers).not.toHaveProperty('authorization');
  expect(host.requests[0]?.headers).not.toHaveProperty('cookie');
});

it('that do not answer, or tell no time, were not looked at', async () => {
  const silent = createServer((_, answer) => {
    answer.sendDate = false;
    answer.end();
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  expect(await askTokenHosts([url, 'http://127.0.0.1:1/'], signal)).toEqual({
    is: new Map([
      [url, { withheld: 'its answer has no Date header' }],
      ['http://127.0.0.1:1/', { withheld: 'it did not answer' }],
    ]),
  });
  silent.close();
});
