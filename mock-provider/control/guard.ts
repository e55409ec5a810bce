import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { ControlError } from './control-error.ts';

/** Who may use the control API. */
export interface GuardOptions {
  /** Undefined lets everybody in who passes the other checks. */
  readonly token: string | undefined;
  /**
   * Names and addresses, with or without a port, that the Host header may have besides loopback.
   */
  readonly hosts: readonly string[];
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
/** A host and port and nothing else: a URL parser would let `user@` through. */
const HOST = /^(?<name>[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/**
 * Lets a request pass or refuses it. Host and Origin come before the token: a page in the
 * operator's browser, under its own name or one it made point here (DNS rebinding), must not even
 * learn whether a token is right.
 * @throws ControlError 403, 401
 */
export function guard(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  { token, hosts }: GuardOptions,
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
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
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

/** Takes the same time whatever is sent. */
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * The address the connection came in at, as a Host header writes it; an IPv4 one may come wrapped
 * in IPv6.
 */
function bracketed(address: string | undefined): readonly string[] {
  if (address === undefined) return [];
  const plain = address.replace(/^::ffff:/i, '');
  return [plain.includes(':') ? `[${plain.toLowerCase()}]` : plain];
}
