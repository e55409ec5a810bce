import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { RealmEvent } from '../model/records.ts';
import type { Open } from './requester.ts';

/** An event with its number. A later stream can continue after this number. */
export interface NumberedEvent {
  readonly id: number;
  /** Realm time at which it happened, milliseconds since the epoch. */
  readonly realmTimeMs: number;
  /** Time of the provider's machine at which it happened, milliseconds since the epoch. */
  readonly machineTimeMs: number;
  readonly event: RealmEvent;
}

type Times = Pick<NumberedEvent, 'realmTimeMs' | 'machineTimeMs'>;

/** Opens a stream of server-sent events and yields its events. */
export async function readEvents(
  open: Open,
  path: string,
  { after, signal }: { readonly after?: number; readonly signal?: AbortSignal },
): Promise<AsyncIterable<NumberedEvent>> {
  const headers = after === undefined ? {} : { 'last-event-id': String(after) };
  const { body } = await open('GET', path, {
    headers,
    ...(signal === undefined ? {} : { signal }),
  });
  return parse(body ?? new ReadableStream(), signal);
}

async function* parse(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  signal: AbortSignal | undefined,
): AsyncIterable<NumberedEvent> {
  const messages = body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  try {
    for await (const { id, data } of messages) {
      if (id === undefined) continue;
      const event = JSON.parse(data) as RealmEvent & Times;
      const { realmTimeMs, machineTimeMs } = event;
      yield { id: Number(id), realmTimeMs, machineTimeMs, event };
    }
  } catch (error) {
    // A caller that ends the stream by its signal gets no error.
    if (signal?.aborted !== true) throw error;
  }
}
