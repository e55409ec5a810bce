import type { ServerResponse } from 'node:http';

/** Why the work on a request ends. Made once, because each new one would note its stack. */
const GONE = new DOMException('The connection is closed.', 'AbortError');

/** The responses of a realm whose connections are open, each with what ends the work on it. */
export class OpenResponses {
  readonly #work = new Map<ServerResponse, AbortController>();
  #ended = false;

  /** The signal aborts when the connection of the response has ended, or `end` was called. */
  add(response: ServerResponse): AbortSignal {
    const work = new AbortController();
    if (this.#ended || response.closed) work.abort(GONE);
    else {
      this.#work.set(response, work);
      response.once('close', () => this.#close(response));
    }
    return work.signal;
  }

  /** Closes the connections of all responses that are open. */
  end(): void {
    this.#ended = true;
    for (const response of this.#work.keys()) {
      this.#close(response);
      response.destroy();
    }
  }

  #close(response: ServerResponse): void {
    this.#work.get(response)?.abort(GONE);
    this.#work.delete(response);
  }
}
