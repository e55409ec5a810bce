import type { CertificateKind } from './certificates.ts';
import type { DoorListener, SecureDoor } from './secure-door.ts';

interface Layer {
  readonly fault: string;
  readonly kind: CertificateKind;
}

/**
 * The HTTPS address of a realm, if it was opened, and the certificate it presents. When several
 * faults change the certificate, the one injected last decides.
 */
export class RealmTls {
  #door: Promise<SecureDoor> | undefined;
  #opened: SecureDoor | undefined;
  #closed = false;
  #layers: readonly Layer[] = [];

  /** Opens the realm's HTTPS address, once. */
  async open(listener: DoorListener): Promise<SecureDoor> {
    this.#door ??= import('./secure-door.ts').then(async ({ SecureDoor: Door }) =>
      Door.open(listener),
    );
    this.#opened = await this.#door;
    if (this.#closed) this.#opened.close();
    else this.#show();
    return this.#opened;
  }

  /** Presents another certificate until the returned function is called. */
  present(kind: CertificateKind, fault: string): () => void {
    const layer: Layer = { fault, kind };
    this.#layers = [...this.#layers, layer];
    this.#show();
    return () => {
      this.#layers = this.#layers.filter((other) => other !== layer);
      this.#show();
    };
  }

  close(): void {
    this.#closed = true;
    this.#opened?.close();
  }

  #show(): void {
    const layer = this.#layers.at(-1);
    this.#opened?.present(layer?.kind ?? 'valid', layer?.fault);
  }
}
