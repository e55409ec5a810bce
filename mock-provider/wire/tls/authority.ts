import type { CertificateAuthority } from './certificates.ts';

let shared: Promise<CertificateAuthority> | undefined;

/**
 * The authority of every HTTPS address in this process, so that a client can trust it before a
 * realm exists. It is made when it is first asked for.
 */
export const sharedAuthority = (): Promise<CertificateAuthority> =>
  (shared ??= import('./certificates.ts').then(({ CertificateAuthority: Authority }) =>
    Authority.create(),
  ));

/**
 * The certificate of the authority that a client must trust to use the HTTPS addresses of realms,
 * in PEM.
 */
export const certificateAuthority = async (): Promise<string> => (await sharedAuthority()).pem;
