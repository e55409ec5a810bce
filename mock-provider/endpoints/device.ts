import type { Exchange } from '../model/exchange.ts';
import type { HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { consentPage } from './pages/consent-page.ts';
import { deviceDonePage, deviceEntryPage, deviceUnknownPage } from './pages/device-page.ts';
import { decisionOf, decisionUnasked, userDecides } from './user.ts';

/**
 * The page on which the user of a device allows or refuses access (RFC 8628 §3.3), and its form.
 */
export async function device(realm: RealmState, exchange: Exchange): Promise<HttpReply> {
  const { parameters } = exchange;
  const userCode = parameters.get('user_code');
  if (userCode === undefined)
    return exchange.malformed === undefined ? deviceEntryPage() : deviceUnknownPage();
  const find = () => realm.devices.waiting(userCode, realm.clock.now('issuer'));
  const asking = find();
  if (asking === undefined) return deviceUnknownPage();
  const answered =
    exchange.record.method === 'POST' ? decisionOf(realm, parameters, asking.scope) : undefined;
  const decision = decisionUnasked(realm, exchange, asking.scope) ?? answered;
  if (decision === undefined)
    return consentPage({
      action: 'device',
      about: ['user_code', asking.userCode],
      client: asking.client,
      scope: asking.scope,
    });
  await userDecides(realm, exchange);
  // In the meantime the code may have expired, or somebody else may have decided.
  const waiting = find();
  if (waiting === undefined) return deviceUnknownPage();
  waiting.state = decision.allowed
    ? { allowed: realm.grants.openFamily(waiting.client, decision.scope, decision.subject) }
    : 'denied';
  return deviceDonePage(decision.allowed);
}
