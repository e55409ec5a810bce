import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ControlError } from './control-error.ts';

/** Who may use the control API. */
export interface GuardOptions {
  /** The control token. Undefined lets in every request that passes the other checks. */
  readonly token: string | undefined;
  /**
   * Names and addresses, with or without a port, that the Host header may have in addition to
   * loopback.
   */
  readonly hosts: readonly string[];
  /**
   * The origin that pages of the provider have when it is reached by its public URL, through a
   * proxy that speaks TLS for it.
   */
  readonly publicOrigin?: string | undefined;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
/** A host, with or without a port, and nothing else. A URL parser would also accept `user@`. */
const HOST = /^(?<name>[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/**
 * Lets a request pass or refuses it. It checks Host and Origin before the token. A page in the
 * operator's browser may send requests under its own name, or under a name that it made point here
 * (DNS rebinding). Such a page must not even learn whether a token is right.
 * @throws ControlError 403, 401
 */
export function guard(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  { token, hosts, publicOrigin }: GuardOptions,
): void {
  const { host = '', origin, authorization = '' } = request.headers;
  const name = HOST.exec(host)?.groups?.['name']?.toLowerCase();
  const allowed = [
    ...LOOPBACK,
    ...bracketed(request.socket.localAddress),
    ...hosts.map((one) => one.toLowerCase()),
  ];
  if (name === undefined || !(allowed.includes(name) || allowed.includes(host.toLowerCase()))) {
    throw new ControlError(
      403,
      'forbidden',
      'Could not answer: the Host header names another machine.',
      { hint: 'Use a loopback address, or add the name to `control.allowedHosts`.' },
    );
  }
  const own = [`http://${host.toLowerCase()}`, publicOrigin?.toLowerCase()];
  if (origin !== undefined && !own.includes(origin.toLowerCase())) {
    throw new ControlError(
      403,
      'forbidden',
      'Could not answer: the request comes from a page of another origin.',
      { hint: 'The control API is not for pages of other sites.' },
    );
  }
  if (token !== undefined && !same(/^Bearer +(.+)$/i.exec(authorization)?.[1] ?? '', token)) {
    throw new ControlError(
      401,
      'unauthorized',
      'Could not answer: the control token is missing or wrong.',
      {
        hint: 'Send it as `Authorization: Bearer <token>`.',
        headers: { 'www-authenticate': 'Bearer' },
      },
    );
  }
}

/** Compares two texts in a time that does not depend on their content. */
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * The local address of the connection, in the form a Host header has. An IPv4 address may be given
 * as an IPv4-mapped IPv6 address.
 */
function bracketed(address: string | undefined): readonly string[] {
  if (address === undefined) return [];
  const plain = address.replace(/^::ffff:/i, '');
  return [plain.includes(':') ? `[${plain.toLowerCase()}]` : plain];
}
