import type { Socket } from 'node:net';
import type { Peer } from '../model/hold.ts';
import type { ProviderOptions } from '../realm/provider.ts';

/** Names the process or container at the other end of each connection. */
export class Senders {
  readonly #identify: ProviderOptions['identifyPeer'];
  readonly #known = new WeakMap<Socket, string | undefined>();

  constructor(identify: ProviderOptions['identifyPeer']) {
    this.#identify = identify;
  }

  /** The sender's name, or undefined when it cannot be found out. */
  of(socket: Socket): string | undefined {
    const { remoteAddress: address, remotePort: port, localPort: ownPort } = socket;
    if (this.#identify === undefined || address === undefined || port === undefined)
      return undefined;
    if (!this.#known.has(socket)) {
      const peer = { address, port, ...(ownPort === undefined ? {} : { ownPort }) };
      this.#known.set(socket, asked(this.#identify, peer));
    }
    return this.#known.get(socket);
  }
}

/** Asks for the sender's name. An error here must not keep the request from being answered. */
function asked(
  identify: NonNullable<ProviderOptions['identifyPeer']>,
  peer: Peer,
): string | undefined {
  try {
    return identify(peer);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error));
    return undefined;
  }
}
