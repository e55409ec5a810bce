import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { CertificateAuthority, type CertificateKind, type Credentials } from './certificates.ts';

const KINDS = [
  'valid',
  'expired',
  'self-signed',
  'wrong-host',
] as const satisfies readonly CertificateKind[];

/** What the HTTPS server reports to its realm. */
export interface DoorListener {
  request(request: IncomingMessage, response: ServerResponse): void;
  /** A client ended its connection because of the certificate, before it sent a request. */
  turnedAway(): void;
}

/** The HTTPS server of one realm. Its certificate can be replaced while it runs. */
export class SecureDoor {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  /** The certificate of the authority that clients must trust, in PEM. */
  readonly authority: string;
  readonly #server: Server;
  readonly #credentials: ReadonlyMap<CertificateKind, Credentials>;

  private constructor(
    server: Server,
    authority: string,
    credentials: ReadonlyMap<CertificateKind, Credentials>,
  ) {
    this.#server = server;
    this.url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.authority = authority;
    this.#credentials = credentials;
  }

  /**
   * Starts the server on a free port of 127.0.0.1. All certificates are made in advance, so that
   * replacing one takes effect at once.
   */
  static async open(listener: DoorListener): Promise<SecureDoor> {
    const authority = await CertificateAuthority.create();
    const made = await Promise.all(
      KINDS.map(async (kind) => [kind, await authority.issue(kind)] as const),
    );
    const credentials = new Map<CertificateKind, Credentials>(made);
    const server = createServer({ ...credentials.get('valid') }, (request, response) => {
      asked.add(request.socket as TLSSocket);
      listener.request(request, response);
    });
    const asked = new WeakSet<TLSSocket>();
    // Most clients check the certificate only after the handshake and then close the connection.
    server.on('secureConnection', (socket: TLSSocket) =>
      socket.once('close', () => asked.has(socket) || listener.turnedAway()),
    );
    server.on('tlsClientError', () => listener.turnedAway());
    await new Promise<void>((resolve, reject) =>
      server.once('error', reject).listen(0, '127.0.0.1', resolve),
    );
    return new SecureDoor(server, authority.pem, credentials);
  }

  /**
   * Presents another certificate from now on. Idle connections are closed, because a client checks
   * the certificate only when it connects.
   */
  present(kind: CertificateKind): void {
    this.#server.setSecureContext({ ...this.#credentials.get(kind) });
    this.#server.closeIdleConnections();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
