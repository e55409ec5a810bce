import { once } from 'node:events';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { OpenResponses } from './open-responses.ts';

/** A response that nobody has answered yet, and the request of its client. */
async function openResponse() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
  request.on('error', () => undefined);
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  return { request, response };
}

test('a signal aborts when the client has gone, and only that one', async () => {
  const [open, one, other] = [new OpenResponses(), await openResponse(), await openResponse()];
  const [gone, stays] = [open.add(one.response), open.add(other.response)];
  expect(gone.aborted).toBe(false);
  const closed = once(one.response, 'close');
  one.request.destroy();
  await closed;
  expect(gone.aborted).toBe(true);
  expect(stays.aborted).toBe(false);
  other.response.end();
});

test('the end closes every connection that is open', async () => {
  const [open, { response }] = [new OpenResponses(), await openResponse()];
  const signal = open.add(response);
  const closed = once(response, 'close');
  open.end();
  expect(signal.aborted).toBe(true);
  expect(response.destroyed).toBe(true);
  await closed;
});

test('work on a response that is closed already, or that comes after the end, is over', async () => {
  const [open, one, other] = [new OpenResponses(), await openResponse(), await openResponse()];
  const closed = once(one.response, 'close');
  one.request.destroy();
  await closed;
  expect(open.add(one.response).aborted).toBe(true);
  open.end();
  expect(open.add(other.response).aborted).toBe(true);
  other.response.end();
});
