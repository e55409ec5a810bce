import type { Client } from 'autocannon';
import type { CallBuckets } from '../call-buckets.ts';

/** Servers close what is idle for some seconds, n8n after five: by then a connection is new. */
const IDLE_AT_MOST_MS = 3_000;

/** What autocannon's client has besides what its types tell (9.0.0). */
type OpenClient = Client & {
  conn?: unknown;
  _connect(): void;
  _doRequest(): void;
  _destroyConnection(): void;
};

/**
 * One connection of autocannon, which makes a call when it is told to. By itself autocannon makes
 * the next call of a connection when the last one was answered, and calls of a second all at its
 * beginning: no constant rate. It also does not tell when a call was begun, nor of one that a
 * closed connection has lost, and opens broken connections anew without a pause.
 */
export class PacedClient {
  readonly #client: OpenClient;
  readonly #buckets: CallBuckets;
  readonly #now: () => number;
  readonly #open: () => void;
  readonly #send: () => void;
  readonly #close: () => void;
  #isOpen = false;
  #due = false;
  #begunAt: number | undefined;
  #idleSince = 0;

  /** @param now milliseconds since the first bucket began */
  constructor(client: Client, buckets: CallBuckets, now: () => number) {
    this.#client = client as OpenClient;
    this.#buckets = buckets;
    this.#now = now;
    this.#open = this.#client._connect.bind(client);
    this.#send = this.#client._doRequest.bind(client);
    this.#close = this.#client._destroyConnection.bind(client);
    this.#client._connect = () => this.#whenClosed();
    this.#client._doRequest = () => this.#whenFree();
    this.#client._destroyConnection = () => this.#closeIfOpen();
    (client as NodeJS.EventEmitter).on('response', (status: number) => this.#ends(status));
  }

  get isUnderWay(): boolean {
    return this.#due || this.#begunAt !== undefined;
  }

  /** Begins a call. */
  call(): void {
    this.#due = true;
    if (this.#isOpen && this.#now() - this.#idleSince < IDLE_AT_MOST_MS) {
      this.#whenFree();
      return;
    }
    this.#closeIfOpen();
    this.#isOpen = true;
    this.#open();
  }

  /** Counts a call that is still under way as failed. */
  giveUp(): void {
    this.#ends(undefined);
  }

  /** autocannon wants to open a connection: there was none, or it has ended. */
  #whenClosed(): void {
    this.#isOpen = false;
    this.#ends(undefined);
  }

  /** autocannon wants to make the next call. */
  #whenFree(): void {
    if (!this.#due) return;
    this.#due = false;
    this.#begunAt = this.#now();
    this.#buckets.made(this.#begunAt);
    this.#send();
  }

  #closeIfOpen(): void {
    if (this.#client.conn !== undefined) this.#close();
  }

  #ends(status: number | undefined): void {
    this.#idleSince = this.#now();
    if (this.#begunAt === undefined) return;
    this.#buckets.ended(this.#idleSince, this.#idleSince - this.#begunAt, status);
    this.#begunAt = undefined;
  }
}
