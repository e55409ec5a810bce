import type { RegisteredClient } from '../../model/client.ts';
import type { Exchange } from '../../model/exchange.ts';
import { oauthError, type HttpReply } from '../../model/reply.ts';
import type { RealmState } from '../../realm/realm-state.ts';
import { firstTokens } from './first-tokens.ts';

export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** RFC 8628 §3.5: the interval grows by this much when a request comes too early. */
const SLOWER_MS = 5_000;
/** A request may come this much early, because two requests can take different times to arrive. */
const JITTER_MS = 250;

/** Answers a device that asks whether its user has decided (RFC 8628 §3.4, §3.5). */
export async function deviceCode(
  realm: RealmState,
  exchange: Exchange,
  client: RegisteredClient,
): Promise<HttpReply> {
  const raw = exchange.parameters.get('device_code');
  if (raw === undefined)
    return oauthError(400, 'invalid_request', 'The parameter device_code is missing.');
  const grant = realm.devices.find(raw);
  if (grant === undefined || grant.client !== client.name)
    return oauthError(400, 'invalid_grant', 'The device code is unknown.');
  if (grant.state === 'used')
    return oauthError(400, 'invalid_grant', 'The device code was used before.');
  const now = realm.clock.now('issuer');
  if (grant.expiresAtMs <= now)
    return oauthError(400, 'expired_token', 'The device code has expired.');
  if (grant.state === 'denied')
    return oauthError(400, 'access_denied', 'The user refused consent.');
  if (grant.state !== 'pending') {
    const { allowed } = grant.state;
    grant.state = 'used';
    return firstTokens(realm, exchange, client, allowed);
  }
  const early =
    grant.lastPolledMs !== undefined && now - grant.lastPolledMs < grant.intervalMs - JITTER_MS;
  grant.lastPolledMs = now;
  if (!early) return oauthError(400, 'authorization_pending', 'The user has not decided yet.');
  grant.intervalMs += SLOWER_MS;
  return oauthError(
    400,
    'slow_down',
    'Requests come faster than the interval allows; it is five seconds longer from now on.',
  );
}
