import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReplyRecord } from '../model/records.ts';
import type { HttpReply, Reply } from '../model/reply.ts';

/** How a reply ended on the wire. */
export type Written = Pick<ReplyRecord, 'outcome' | 'delivered'>;

/** What accompanies a reply on its way. */
export interface OnTheWay {
  /** For the `Date` header: whoever answers tells the time by its own clock. */
  readonly date: Date;
  /** Ends a reply that would otherwise continue (hang, drip). */
  readonly signal: AbortSignal;
  /** Awaited when all but the last byte of an ordinary answer has been sent. */
  readonly sending?: (() => Promise<void>) | undefined;
}

/** Writes a reply. Resolves when it was handed to the network or the connection is closed. */
export async function writeReply(
  response: ServerResponse,
  reply: Reply,
  { date, signal, sending }: OnTheWay,
): Promise<Written> {
  await itsTurn(response);
  if (reply.kind === 'hang') return hang(response, signal);
  if (gone(response)) return { outcome: 'aborted-by-client', delivered: false };
  switch (reply.kind) {
    case 'reset':
      response.socket?.resetAndDestroy();
      return { outcome: 'reset', delivered: false };
    case 'half-close':
      response.socket?.end();
      return hang(response, signal).then(() => ({ outcome: 'truncated', delivered: false }));
    case 'truncate':
      return truncate(response, reply.reply, reply.bytes, date);
    case 'drip':
      return drip(response, reply, date, signal);
    case 'http':
      if (sending === undefined) whole(response, reply, headersOf(reply, date));
      else await inTwo(response, reply, date, sending);
      return reply.closes === true ? closed(response) : settled(response);
  }
}

/**
 * Resolves when the answers to the requests before it on its connection were written, or the
 * connection is closed: they leave in the order of their requests (RFC 9112 §9.3.2), and until then
 * a response has no connection.
 */
async function itsTurn(response: ServerResponse): Promise<void> {
  if (response.socket !== null || gone(response)) return;
  await new Promise<void>((resolve) => {
    response.once('socket', () => resolve());
    response.once('close', () => resolve());
  });
}

const gone = (response: ServerResponse): boolean =>
  response.destroyed || response.req.socket.destroyed;

const bytesOf = ({ body, charset }: HttpReply): Buffer => Buffer.from(body, charset ?? 'utf8');

/** RFC 9110 §6.4.1: answers with these statuses have no body, whatever the reply contains. */
export const bodyless = ({ status }: Pick<HttpReply, 'status'>): boolean =>
  status === 204 || status === 304;

/** The headers that are sent with an answer, beside those of the connection. */
export const headersOf = (reply: HttpReply, date: Date): Readonly<Record<string, string>> => ({
  date: date.toUTCString(),
  ...reply.headers,
  ...(bodyless(reply)
    ? {}
    : { 'content-length': String(Buffer.byteLength(reply.body, reply.charset ?? 'utf8')) }),
});

/**
 * Sends head and body at once. Node takes one write for both where the body is a text, but then
 * writes the head in UTF-8, too; a head of more than ASCII goes by itself, in Latin-1.
 */
function whole(
  response: ServerResponse,
  reply: HttpReply,
  headers: Readonly<Record<string, string>>,
): void {
  response.writeHead(reply.status, headers);
  if (bodyless(reply)) response.end();
  else if (reply.charset === undefined && Object.values(headers).every(isAscii))
    response.end(reply.body);
  else response.end(bytesOf(reply));
}

/** Sends all but the last byte of an answer, and the last one after a pause. */
async function inTwo(
  response: ServerResponse,
  reply: HttpReply,
  date: Date,
  pause: () => Promise<void>,
): Promise<void> {
  const body = bytesOf(reply);
  if (bodyless(reply) || body.length < 2) {
    await pause();
    if (!gone(response)) whole(response, reply, headersOf(reply, date));
    return;
  }
  head(response, reply, date);
  response.write(body.subarray(0, -1));
  await pause();
  if (!gone(response)) response.end(body.subarray(-1));
}

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

const head = (response: ServerResponse, reply: HttpReply, date: Date): void =>
  void response.writeHead(reply.status, headersOf(reply, date));

/** How much is sent of a body of which only so many bytes shall be: never all of it. */
export const cutTo = (bytes: number, reply: HttpReply): number =>
  Math.min(bytes, Math.max(bytesOf(reply).length - 1, 0));

/** Resolves when the whole answer was handed to the network, or when this has become impossible. */
function settled(response: ServerResponse): Promise<Written> {
  return new Promise((resolve) => {
    const close = (): void =>
      resolve(
        response.writableFinished
          ? { outcome: 'http', delivered: true }
          : { outcome: 'aborted-by-client', delivered: false },
      );
    response.once('finish', close);
    response.once('close', close);
    if (response.writableFinished || response.destroyed) close();
  });
}

/**
 * Closes the connection after the answer was sent. The response gives up its socket at that moment,
 * so the socket is read first.
 */
async function closed(response: ServerResponse): Promise<Written> {
  const { socket } = response;
  const written = await settled(response);
  socket?.destroySoon();
  return written;
}

async function hang(response: ServerResponse, signal: AbortSignal): Promise<Written> {
  await new Promise<void>((resolve) => {
    const done = (): void => resolve();
    response.once('close', done);
    signal.addEventListener('abort', done, { once: true });
    if (gone(response) || signal.aborted) done();
  });
  response.destroy();
  return { outcome: 'hang', delivered: false };
}

async function truncate(
  response: ServerResponse,
  reply: HttpReply,
  bytes: number,
  date: Date,
): Promise<Written> {
  head(response, reply, date);
  const part = bytesOf(reply).subarray(0, cutTo(bytes, reply));
  // The connection must not close before the written part was sent, or the client would receive
  // nothing.
  await new Promise<void>((resolve) => {
    response.once('close', () => resolve());
    response.write(part, () => resolve());
    if (part.length === 0) response.flushHeaders();
  });
  response.socket?.end();
  response.socket?.destroySoon();
  return { outcome: 'truncated', delivered: false };
}

async function drip(
  response: ServerResponse,
  { reply, chunkBytes, everyMs }: Extract<Reply, { kind: 'drip' }>,
  date: Date,
  signal: AbortSignal,
): Promise<Written> {
  head(response, reply, date);
  const body = bytesOf(reply);
  for (let at = 0; at < body.length && !gone(response); at += Math.max(chunkBytes, 1)) {
    response.write(body.subarray(at, at + Math.max(chunkBytes, 1)));
    await sleep(everyMs, undefined, { signal }).catch(() => response.destroy());
  }
  if (!gone(response)) response.end();
  return settled(response);
}
