import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { ClientUnderTest } from '../../model/client.ts';

/** What a caller of a webhook sends. */
interface Body {
  readonly key: string;
  readonly items: readonly { readonly id: string }[];
}

const DEADLINE_MS = 10_000;

async function answer(client: ClientUnderTest, request: IncomingMessage): Promise<number> {
  const { key, items } = JSON.parse(await text(request)) as Body;
  const { status } = await client.execute(
    decodeURIComponent((request.url ?? '').slice(1)),
    { key, items: items.map(({ id }) => id), deadlineMs: DEADLINE_MS },
    new AbortController().signal,
  );
  return status === 'success' ? 200 : 500;
}

/**
 * Opens webhooks for a client that runs in this process: each call runs a workflow once. They close
 * when the test has finished.
 */
export async function withWebhooks<C extends ClientUnderTest>(client: C): Promise<C> {
  const server = createServer((request, response) => {
    void answer(client, request).then((status) => response.writeHead(status).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return Object.assign(client, {
    webhookOf: (id: string) => `http://127.0.0.1:${port}/${encodeURIComponent(id)}`,
  });
}
