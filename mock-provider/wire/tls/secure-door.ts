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

/** What a realm hears from its door. */
export interface DoorListener {
  request(request: IncomingMessage, response: ServerResponse): void;
  /** A client came, saw the certificate and left without asking anything. */
  turnedAway(): void;
}

/** The HTTPS address of one realm, with a certificate that can be exchanged while it is open. */
export class SecureDoor {
  /** `https://127.0.0.1:<port>` */
  readonly url: string;
  /** What clients have to trust, in PEM. */
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
   * Opens a door on a free port of 127.0.0.1. All certificates are made beforehand, so that an
   * exchange takes effect at once.
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
    // Most clients look at the certificate only after the handshake, and then hang up.
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
   * Presents another certificate from now on; connections that are open are closed, or clients
   * would not see it.
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
