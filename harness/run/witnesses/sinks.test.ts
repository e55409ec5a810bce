import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSinks, type Sinks } from './sinks.ts';

let sinks: Sinks;
let heard: { readonly witness: string; readonly text: string }[];

beforeEach(async () => {
  sinks = await openSinks({});
  heard = [];
  sinks.listen((one) => heard.push(one));
});
afterEach(() => sinks[Symbol.asyncDispose]());

const error = {
  level: 'error',
  exception: { values: [{ type: 'Error', value: 'It broke' }] },
  extra: { workflowId: 'w1', executionId: '7' },
};

/** An error as n8n sends it: a head, then each item with a head of its own, a line each. */
const envelope = [
  { event_id: '1', sent_at: '2026-01-01T00:00:00Z' },
  { type: 'event' },
  { ...error, breadcrumbs: [{ message: 'a crumb' }] },
  { type: 'client_report' },
  { discarded_events: [{ reason: 'before_send', category: 'error', quantity: 9 }] },
]
  .map((line) => JSON.stringify(line))
  .join('\n');

/** Sends to the address that n8n makes of its DSN. */
function report(body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const dsn = new URL(sinks.settings['N8N_SENTRY_DSN'] ?? '');
  expect(dsn.username).toMatch(/^[0-9a-f]{32}$/);
  expect(dsn.pathname).toBe('/1');
  return fetch(`${dsn.protocol}//${dsn.host}/api/1/envelope/?sentry_version=7`, {
    method: 'POST',
    body,
    headers,
  });
}

it.each([
  ['as it is', () => report(envelope)],
  ['zipped', () => report(gzipSync(envelope), { 'content-encoding': 'gzip' })],
])('hears the errors of an envelope that comes %s, and nothing else of it', async (_, send) => {
  expect((await send()).status).toBe(200);
  expect(heard.map(({ witness }) => witness)).toEqual(['sentry']);
  expect(JSON.parse(heard[0]?.text ?? '')).toEqual(error);
});

it('refuses what is no envelope, and goes on', async () => {
  expect((await report('no envelope')).status).toBe(400);
  expect((await report(envelope)).status).toBe(200);
  expect(heard).toHaveLength(1);
});

it('hears what a monitoring step sends, word for word', async () => {
  await fetch(sinks.webhookUrl, { method: 'POST', body: '{"message":"It broke"}' });
  expect(heard).toEqual([{ witness: 'webhook', text: '{"message":"It broke"}' }]);
});

it('takes what comes to another address for nothing', async () => {
  await fetch(new URL('/other', sinks.webhookUrl), { method: 'POST', body: '{}' });
  expect(heard).toEqual([]);
});

it('tells a listener nothing that has left', async () => {
  const late: unknown[] = [];
  sinks.listen((one) => late.push(one))();
  await fetch(sinks.webhookUrl, { method: 'POST', body: '{}' });
  expect([heard.length, late.length]).toEqual([1, 0]);
});

it('is named to a target by the address that the target can reach', async () => {
  const publicUrl = (port: number) => `http://host.docker.internal:${port}`;
  await using there = await openSinks({ provider: { host: '127.0.0.1', publicUrl } });
  expect(there.settings['N8N_SENTRY_DSN']).toMatch(
    /^http:\/\/[0-9a-f]{32}@host\.docker\.internal:\d+\/1$/,
  );
  expect(there.webhookUrl).toMatch(/^http:\/\/host\.docker\.internal:\d+\/monitoring$/);
});
