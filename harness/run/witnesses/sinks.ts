import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Target } from '../../model/target.ts';
import { errorsIn } from './sentry-errors.ts';

/** Something that n8n sent to a sink. */
interface Heard {
  readonly witness: 'sentry' | 'webhook';
  /** What it says, as JSON. It may contain secrets, and is searched before it is kept. */
  readonly text: string;
}

/** Where n8n sends what monitoring gets: Sentry, and a system that a workflow calls. */
export interface Sinks extends AsyncDisposable {
  /** Settings with which n8n sends errors to Sentry, and counts. */
  readonly settings: Readonly<Record<string, string>>;
  /** Address that a monitoring step calls. */
  readonly webhookUrl: string;
  /** Calls the listener for everything that comes. Returns a function that stops this. */
  listen(listener: (heard: Heard) => void): () => void;
}

/** Without the labels nobody could tell whose failure was counted. */
const METRICS = {
  N8N_METRICS: 'true',
  N8N_METRICS_INCLUDE_MESSAGE_EVENT_BUS_METRICS: 'true',
  N8N_METRICS_INCLUDE_WORKFLOW_ID_LABEL: 'true',
} as const;

const WEBHOOK = '/monitoring';
/** The protocol's address of project 1: https://develop.sentry.dev/sdk/foundations/envelopes */
const ENVELOPES = '/api/1/envelope/';

const unzip = promisify(gunzip);

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const body = await buffer(request);
  return request.headers['content-encoding'] === 'gzip' ? unzip(body) : body;
}

async function heardIn(request: IncomingMessage): Promise<readonly Heard[]> {
  const { pathname } = new URL(request.url ?? '/', 'http://sink');
  const body = await bodyOf(request);
  if (pathname === WEBHOOK) return [{ witness: 'webhook', text: body.toString() }];
  if (pathname !== ENVELOPES) return [];
  return (await errorsIn(body)).map((text) => ({ witness: 'sentry', text }));
}

/**
 * Starts the sinks on one port, where a target can reach them: on 127.0.0.1, or where its provider
 * has to be. They take whatever comes, and keep nothing.
 */
export async function openSinks({ provider: place }: Pick<Target, 'provider'>): Promise<Sinks> {
  const listeners = new Set<(heard: Heard) => void>();
  const server = createServer((request, response) => {
    heardIn(request)
      .then((all) => {
        for (const heard of all) for (const listener of listeners) listener(heard);
        response.setHeader('content-type', 'application/json').end('{}');
      })
      // A body that is no envelope is the sender's mistake, as it is to Sentry.
      .catch(() => response.writeHead(400).end());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, place?.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = place?.publicUrl?.(port) ?? `http://127.0.0.1:${port}`;
  const dsn = url.replace('://', `://${randomUUID().replaceAll('-', '')}@`);
  return {
    settings: { N8N_SENTRY_DSN: `${dsn}/1`, ...METRICS },
    webhookUrl: `${url}${WEBHOOK}`,
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
