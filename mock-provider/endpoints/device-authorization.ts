import { toMs } from '../model/duration.ts';
import type { Exchange } from '../model/exchange.ts';
import { json, oauthError, type HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { authenticateClient } from './client-authentication.ts';
import { grantedScope } from './grants/granted-scope.ts';

/** The device authorization endpoint (RFC 8628 §3.1, §3.2). */
export async function deviceAuthorization(
  realm: RealmState,
  exchange: Exchange,
): Promise<HttpReply> {
  if (exchange.malformed !== undefined)
    return oauthError(400, 'invalid_request', exchange.malformed);
  const authenticated = await authenticateClient(realm, exchange);
  if ('refusal' in authenticated) return authenticated.refusal;
  const policy = realm.policy.effective;
  const granted = grantedScope(policy, exchange.parameters.get('scope'));
  if ('refusal' in granted) return granted.refusal;
  const [lifetimeMs, intervalMs] = [toMs(policy.deviceCodeTtl), toMs(policy.devicePollInterval)];
  const deviceCode = realm.rawTokens.next('device-code');
  const userCode = realm.rawTokens.nextUserCode();
  realm.devices.add(deviceCode, {
    client: authenticated.client.name,
    userCode,
    scope: granted.scope,
    expiresAtMs: realm.clock.now('issuer') + lifetimeMs,
    intervalMs,
  });
  const page = `${realm.issuer}/device`;
  return json(200, {
    device_code: deviceCode,
    user_code: userCode,
    verification_uri: page,
    verification_uri_complete: `${page}?user_code=${userCode}`,
    expires_in: Math.floor(lifetimeMs / 1_000),
    interval: Math.ceil(intervalMs / 1_000),
  });
}
