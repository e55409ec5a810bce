import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** Which certificate a server presents. */
export type CertificateKind = 'valid' | 'expired' | 'self-signed' | 'wrong-host';

/** A key and a certificate for a TLS server, in PEM. */
export interface Credentials {
  readonly key: string;
  readonly cert: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY_MS = 86_400_000;

x509.cryptoProvider.set(webcrypto as Crypto);

/**
 * A certificate authority that issues certificates for loopback addresses. Its keys exist only in
 * memory.
 */
export class CertificateAuthority {
  readonly #keys: CryptoKeyPair;
  readonly #certificate: x509.X509Certificate;

  private constructor(keys: CryptoKeyPair, certificate: x509.X509Certificate) {
    this.#keys = keys;
    this.#certificate = certificate;
  }

  static async create(): Promise<CertificateAuthority> {
    const keys = await newKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      name: 'CN=oauth-chaos test authority',
      keys,
      signingAlgorithm: ALGORITHM,
      notBefore: new Date(Date.now() - DAY_MS),
      notAfter: new Date(Date.now() + 365 * DAY_MS),
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    });
    return new CertificateAuthority(keys, certificate);
  }

  /** The certificate of the authority, in PEM. A client must trust it. */
  get pem(): string {
    return this.#certificate.toString('pem');
  }

  /**
   * A key and a certificate for `localhost`, 127.0.0.1 and ::1. The certificate is valid or has one
   * flaw.
   */
  async issue(kind: CertificateKind): Promise<Credentials> {
    const keys = await newKeys();
    const expired = kind === 'expired';
    const parameters = {
      subject: kind === 'wrong-host' ? 'CN=other.example' : 'CN=localhost',
      notBefore: new Date(Date.now() - (expired ? 30 : 1) * DAY_MS),
      notAfter: new Date(Date.now() + (expired ? -1 : 30) * DAY_MS),
      signingAlgorithm: ALGORITHM,
      extensions: [
        names(kind),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    };
    const certificate =
      kind === 'self-signed'
        ? await x509.X509CertificateGenerator.createSelfSigned({
            ...parameters,
            name: parameters.subject,
            keys,
          })
        : await x509.X509CertificateGenerator.create({
            ...parameters,
            issuer: this.#certificate.subject,
            signingKey: this.#keys.privateKey,
            publicKey: keys.publicKey,
          });
    const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return { key: x509.PemConverter.encode(key, 'PRIVATE KEY'), cert: certificate.toString('pem') };
  }
}

function names(kind: CertificateKind): x509.Extension {
  if (kind === 'wrong-host')
    return new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'other.example' }]);
  return new x509.SubjectAlternativeNameExtension([
    { type: 'dns', value: 'localhost' },
    { type: 'ip', value: '127.0.0.1' },
    { type: 'ip', value: '::1' },
  ]);
}

async function newKeys(): Promise<CryptoKeyPair> {
  return (await webcrypto.subtle.generateKey(
    { name: ALGORITHM.name, namedCurve: ALGORITHM.namedCurve },
    true,
    ['sign', 'verify'],
  )) as CryptoKeyPair;
}
