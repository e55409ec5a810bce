import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RealmEvent } from '../model/records.ts';
import type { Realm } from '../realm/realm.ts';

/** Events kept for a reader that comes back. */
const KEPT = 1_000;
/**
 * A reader that is so far behind is cut off; it can come back and go on after the last event it
 * read.
 */
const BACKLOG_BYTES = 4 * 1_048_576;
const KEEP_ALIVE_MS = 15_000;

interface Numbered {
  readonly id: number;
  readonly realmTimeMs: number;
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
    // Tells the reader that from here on it misses nothing.
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
    // To read the clock can make something happen that was due; it is told, and numbered, first.
    const realmTimeMs = event.type === 'ledger' ? event.realmTimeMs : this.#realm.clock.now();
    this.#last += 1;
    const numbered = { id: this.#last, realmTimeMs, event };
    this.#kept.push(numbered);
    if (this.#kept.length > KEPT * 2) this.#kept.splice(0, this.#kept.length - KEPT);
    for (const reader of this.#readers) {
      if (reader.writableLength > BACKLOG_BYTES) reader.destroy();
      else reader.write(text(numbered));
    }
  }
}

/** An event with its realm time; those of the ledger have it already. */
const text = ({ id, realmTimeMs, event }: Numbered): string =>
  `id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify({ realmTimeMs, ...event })}\n\n`;

/** The feeds of a provider's realms. */
export class EventFeeds {
  readonly #feeds = new Map<Realm, EventFeed>();

  /** Numbers a realm's events from now on. */
  follow(realm: Realm): void {
    this.#feeds.set(realm, new EventFeed(realm));
  }

  /** Answers with the events of a realm until either side goes away. */
  stream(realm: Realm, request: IncomingMessage, response: ServerResponse): void {
    this.#feeds.get(realm)?.stream(request, response);
  }

  /** Ends all streams of a realm. */
  forget(realm: Realm): void {
    this.#feeds.get(realm)?.end();
    this.#feeds.delete(realm);
  }
}
