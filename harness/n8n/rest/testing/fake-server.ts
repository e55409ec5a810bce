import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface FakeReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string goes out as it is, anything else as JSON. */
  readonly body?: unknown;
}

/** Answers a request; undefined breaks the connection. */
export type Respond = (
  request: FakeRequest,
) => FakeReply | undefined | Promise<FakeReply | undefined>;

export interface FakeServer extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly FakeRequest[];
}

type RequestAnswer = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/** An HTTP server that a test scripts, and that remembers what it was asked. */
export async function fakeServer(respond: Respond): Promise<FakeServer> {
  const requests: FakeRequest[] = [];
  const answer: RequestAnswer = async (incoming, outgoing) => {
    let text = '';
    for await (const chunk of incoming) text += String(chunk);
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const request = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      body: parsed(text),
      headers: incoming.headers,
    };
    requests.push(request);
    const reply = await respond(request);
    if (reply === undefined) {
      incoming.socket.destroy();
      return;
    }
    const { status = 200, headers = {}, body = {} } = reply;
    const raw = typeof body === 'string';
    outgoing
      .writeHead(status, { 'content-type': raw ? 'text/html' : 'application/json', ...headers })
      .end(raw ? body : JSON.stringify(body));
  };
  // What goes wrong in the test's script is an unhandled rejection: vitest fails the run by it.
  const server = createServer((incoming, outgoing) => void answer(incoming, outgoing));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
