import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RealmEvent } from '../model/records.ts';
import type { Realm } from '../realm/realm.ts';
import { machineTimeMs } from '../store/clock.ts';

/** How many events are kept for a reader that connects again. */
const KEPT = 1_000;
/**
 * A reader with more unread data than this is disconnected. It can connect again and continue after
 * the last event it has read.
 */
const BACKLOG_BYTES = 4 * 1_048_576;
const KEEP_ALIVE_MS = 15_000;

interface Numbered {
  readonly id: number;
  readonly realmTimeMs: number;
  readonly machineTimeMs: number;
  readonly event: RealmEvent;
}

/** The events of one realm as server-sent events, numbered from 1. */
class EventFeed {
  readonly #kept: Numbered[] = [];
  readonly #readers = new Set<ServerResponse>();
  readonly #realm: Realm;
  #last = 0;

  constructor(realm: Realm) {
    this.#realm = realm;
    realm.listen((event) => this.#add(event));
  }

  stream(request: IncomingMessage, response: ServerResponse): void {
    const after = Number(request.headers['last-event-id'] ?? this.#last);
    response.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    // Tells the reader that it misses no event from here on.
    response.write(': listening\n\n');
    for (const one of this.#kept) if (one.id > after) response.write(text(one));
    this.#readers.add(response);
    const alive = setInterval(() => response.write(': alive\n\n'), KEEP_ALIVE_MS).unref();
    response.once('close', () => {
      clearInterval(alive);
      this.#readers.delete(response);
    });
  }

  end(): void {
    for (const reader of this.#readers) reader.end();
  }

  #add(event: RealmEvent): void {
    // Reading the clock can ring an alarm, whose event must get its number first. So the clock is
    // read before this event is numbered.
    const realmTimeMs = event.type === 'ledger' ? event.realmTimeMs : this.#realm.clock.now();
    this.#last += 1;
    const numbered = {
      id: this.#last,
      realmTimeMs,
      machineTimeMs: machineTimeMs(),
      event: withoutWire(event),
    };
    this.#kept.push(numbered);
    if (this.#kept.length > KEPT * 2) this.#kept.splice(0, this.#kept.length - KEPT);
    for (const reader of this.#readers) {
      if (reader.writableLength > BACKLOG_BYTES) reader.destroy();
      else reader.write(text(numbered));
    }
  }
}

/** Heads and bodies are read one by one: with them the feed would be many times as long. */
function withoutWire(event: RealmEvent): RealmEvent {
  if (event.type === 'request') {
    const { wire: _wire, ...rest } = event;
    return rest;
  }
  if (event.type !== 'reply') return event;
  const { wire: _wire, ...rest } = event;
  return rest;
}

/**
 * One event with both times as the text of a server-sent event. Ledger events contain their own
 * time.
 */
const text = ({ id, realmTimeMs, machineTimeMs, event }: Numbered): string =>
  `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify({ realmTimeMs, machineTimeMs, ...event })}\n\n`;

/** The event feeds of a provider, one for each realm. */
export class EventFeeds {
  readonly #feeds = new Map<Realm, EventFeed>();

  /** Begins to number a realm's events. */
  follow(realm: Realm): void {
    this.#feeds.set(realm, new EventFeed(realm));
  }

  /** Sends the events of a realm until the reader disconnects or the realm is dropped. */
  stream(realm: Realm, request: IncomingMessage, response: ServerResponse): void {
    this.#feeds.get(realm)?.stream(request, response);
  }

  /** Ends all streams of a realm. */
  forget(realm: Realm): void {
    this.#feeds.get(realm)?.end();
    this.#feeds.delete(realm);
  }
}
