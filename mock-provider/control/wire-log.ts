import type { ReplyRecord, RequestRecord } from '../model/records.ts';
import type { NamedValue, RequestWire } from '../model/wire.ts';
import type { Realm } from '../realm/realm.ts';

/** An exchange with its heads and bodies, without secrets. */
export interface LoggedExchange {
  readonly request: RequestRecord & { readonly wire: RequestWire };
  /** Missing while the request is under way. */
  readonly reply?: ReplyRecord;
}

/** So many exchanges of a realm are kept, and so many characters of heads and bodies. */
const MOST = 1_000;
const MOST_CHARACTERS = 4 * 1_048_576;

interface Kept {
  exchange: LoggedExchange;
  characters: number;
}

/** The latest exchanges of one realm. */
class RealmLog {
  /** By number, oldest first. */
  readonly #kept = new Map<number, Kept>();
  #characters = 0;

  constructor(realm: Realm) {
    realm.listen((event) => {
      if (event.type === 'request') {
        const { type: _type, wire, ...record } = event;
        if (wire !== undefined) this.#add({ request: { ...record, wire } }, sizeOf(wire));
      } else if (event.type === 'reply') {
        const { type: _type, ...reply } = event;
        this.#answer(reply);
      }
    });
  }

  get exchanges(): readonly LoggedExchange[] {
    return [...this.#kept.values()].map(({ exchange }) => exchange);
  }

  find(number: number): LoggedExchange | undefined {
    return this.#kept.get(number)?.exchange;
  }

  #add(exchange: LoggedExchange, characters: number): void {
    this.#kept.set(exchange.request.exchange, { exchange, characters });
    this.#characters += characters;
    this.#shorten();
  }

  #answer(reply: ReplyRecord): void {
    const kept = this.#kept.get(reply.exchange);
    if (kept === undefined) return;
    const more = reply.wire === undefined ? 0 : sizeOf(reply.wire);
    kept.exchange = { ...kept.exchange, reply };
    kept.characters += more;
    this.#characters += more;
    this.#shorten();
  }

  #shorten(): void {
    for (const [number, { characters }] of this.#kept) {
      if (this.#kept.size <= MOST && this.#characters <= MOST_CHARACTERS) return;
      this.#kept.delete(number);
      this.#characters -= characters;
    }
  }
}

const sizeOf = ({
  url = '',
  headers,
  body,
}: {
  readonly url?: string;
  readonly headers: readonly NamedValue[];
  readonly body?: { readonly text: string };
}): number =>
  headers.reduce((sum, { name, value }) => sum + name.length + value.length, url.length) +
  (body?.text.length ?? 0);

/** The latest exchanges of every realm of a provider. */
export class WireLog {
  readonly #realms = new WeakMap<Realm, RealmLog>();

  follow(realm: Realm): void {
    this.#realms.set(realm, new RealmLog(realm));
  }

  /** Oldest first. */
  exchanges(realm: Realm): readonly LoggedExchange[] {
    return this.#realms.get(realm)?.exchanges ?? [];
  }

  find(realm: Realm, number: number): LoggedExchange | undefined {
    return this.#realms.get(realm)?.find(number);
  }
}
