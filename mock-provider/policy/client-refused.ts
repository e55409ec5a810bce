import type { RequestRecord } from '../model/records.ts';
import { oauthError, type HttpReply } from '../model/reply.ts';

/**
 * The 401 answer `invalid_client`. When the client used the Authorization header, the answer names
 * the authentication scheme (RFC 6749 §5.2).
 */
export function clientRefused(
  clientAuth: RequestRecord['clientAuth'],
  description = 'Client authentication failed.',
): HttpReply {
  return oauthError(
    401,
    'invalid_client',
    description,
    clientAuth === 'header' ? { 'www-authenticate': 'Basic realm="token", charset="UTF-8"' } : {},
  );
}
