import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { sharedAuthority } from './authority.ts';
import type { CertificateKind, Credentials } from './certificates.ts';
import { noteFlaw } from './flawed-connections.ts';

const KINDS = [
  'valid',
  'expired',
  'self-signed',
  'wrong-host',
] as const satisfies readonly CertificateKind[];

/** What the HTTPS server reports to its realm. */
export interface DoorListener {
  request(request: IncomingMessage, response: ServerResponse): void;
  /**
   * A client ended its connection before it sent a request.
   * @param flaw the fault whose certificate it had been shown, if there was one
   */
  turnedAway(flaw: string | undefined): void;
}

/** A connection: the fault whose certificate it was shown, and whether a request came on it. */
interface Begun {
  readonly flaw: string | undefined;
  asked: boolean;
}

/** The HTTPS server of one realm. Its certificate can be replaced while it runs. */
export class SecureDoor {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  /** The certificate of the authority that clients must trust, in PEM. */
  readonly authority: string;
  readonly #server: Server;
  readonly #credentials: ReadonlyMap<CertificateKind, Credentials>;
  /** The fault whose certificate is shown now. */
  #flaw: string | undefined;
  /** The open connections, by the client's port. */
  readonly #begun = new Map<number | undefined, Begun>();

  private constructor(
    server: Server,
    authority: string,
    credentials: ReadonlyMap<CertificateKind, Credentials>,
    listener: DoorListener,
  ) {
    this.#server = server;
    // What a connection is shown is settled when it begins. By the time a client has turned away
    // the fault may be healed, and the connection is closed and tells nothing about itself.
    server.prependListener('connection', (socket: Socket) => {
      const begun: Begun = { flaw: this.#flaw, asked: false };
      const port = socket.remotePort;
      this.#begun.set(port, begun);
      socket.once('close', () => {
        if (this.#begun.get(port) === begun) this.#begun.delete(port);
        if (!begun.asked) listener.turnedAway(begun.flaw);
      });
    });
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      const begun = this.#begun.get(request.socket.remotePort);
      if (begun !== undefined) begun.asked = true;
      if (begun?.flaw !== undefined) noteFlaw(request.socket, begun.flaw);
      listener.request(request, response);
    });
    this.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.authority = authority;
    this.#credentials = credentials;
  }

  /**
   * Starts the server on a free port of 127.0.0.1. All certificates are made in advance, so that
   * replacing one takes effect at once.
   */
  static async open(listener: DoorListener): Promise<SecureDoor> {
    const authority = await sharedAuthority();
    const made = await Promise.all(
      KINDS.map(async (kind) => [kind, await authority.issue(kind)] as const),
    );
    const credentials = new Map<CertificateKind, Credentials>(made);
    const server = createServer({ ...credentials.get('valid') });
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(0, '127.0.0.1', resolve),
    );
    return new SecureDoor(server, authority.pem, credentials, listener);
  }

  /**
   * Presents another certificate from now on. Idle connections are closed, because a client checks
   * the certificate only when it connects.
   * @param flaw the fault that wants it; undefined for the valid certificate
   */
  present(kind: CertificateKind, flaw: string | undefined): void {
    this.#flaw = flaw;
    this.#server.setSecureContext({ ...this.#credentials.get(kind) });
    this.#server.closeIdleConnections();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
