import type { ServerResponse } from 'node:http';
import type { RequestRecord } from '../model/records.ts';
import type { Reply } from '../model/reply.ts';
import type { ReplyWire } from '../model/wire.ts';
import { machineTimeMs } from '../store/clock.ts';
import {
  bodyless,
  cutTo,
  headersOf,
  writeReply,
  type OnTheWay,
  type Written,
} from '../wire/write-reply.ts';
import type { Masker } from './masking/masker.ts';
import { replyWire, requestWire } from './masking/wire-of.ts';
import type { RawRequest } from './receive.ts';
import { httpOf } from './reply-record.ts';
import type { SentRequest } from './sent-request.ts';

/** A request with its head as the client wrote it. */
export interface ServedRequest extends RawRequest {
  readonly sent: () => SentRequest;
}

/** Adds to the records of a realm how each exchange went over the wire, without secrets. */
export class WireRecorder {
  readonly #realm: string;
  readonly #masker: Masker | undefined;

  /** @param masker undefined when nothing is to be added */
  constructor(realm: string, masker: Masker | undefined) {
    this.#realm = `/${realm}`;
    this.#masker = masker;
  }

  /** The record of a request with its head and body. */
  add(record: RequestRecord, { sent, body }: ServedRequest): RequestRecord {
    if (this.#masker === undefined) return record;
    const { origin, target, ...more } = sent();
    const below = target.startsWith(`${this.#realm}/`) ? this.#realm : '';
    const wire = requestWire(this.#masker, {
      ...more,
      startedAtMs: machineTimeMs(),
      base: `${origin}${below}`,
      target: target.slice(below.length),
      body,
    });
    return { ...record, wire };
  }

  /** Writes a reply, and tells of it what its record needs. */
  async write(
    response: ServerResponse,
    reply: Reply,
    onTheWay: OnTheWay,
    request: RequestRecord,
  ): Promise<Written & { readonly wire?: ReplyWire }> {
    if (this.#masker === undefined) return writeReply(response, reply, onTheWay);
    const beganMs = machineTimeMs();
    const written = await writeReply(response, reply, onTheWay);
    const http = httpOf(reply);
    if (http === undefined) return written;
    const hasBody = request.method !== 'HEAD' && !bodyless(http);
    const sent = { headers: headersOf(http, onTheWay.date), body: hasBody ? http.body : '' };
    const wire = replyWire(this.#masker, sent, {
      ...(reply.kind === 'truncate' ? { sentBytes: cutTo(reply.bytes, http) } : {}),
      waitedMs: since(request.wire?.startedAtMs ?? beganMs, beganMs),
      sendingMs: since(beganMs, machineTimeMs()),
    });
    return { ...written, wire };
  }
}

const since = (fromMs: number, toMs: number): number => Math.round((toMs - fromMs) * 10) / 10;
