import type { DeviceGrant } from '../device-grants.ts';
import type { Exchange } from '../exchange.ts';
import { deviceDonePage, deviceEntryPage, deviceUnknownPage } from '../pages/device-page.ts';
import type { RealmState } from '../realm-state.ts';
import type { HttpReply } from '../reply.ts';
import { USER } from '../user.ts';

/** Where the user of a device says yes or no (RFC 8628 §3.3); with a user who consents, or refuses, at once. */
export function device(realm: RealmState, exchange: Exchange): HttpReply {
  const userCode = exchange.parameters.get('user_code');
  if (userCode === undefined) return exchange.malformed === undefined ? deviceEntryPage() : deviceUnknownPage();
  const waiting = realm.devices.waiting(userCode, realm.clock.now('issuer'));
  if (waiting === undefined) return deviceUnknownPage();
  if (realm.policy.effective.consent === 'refused') return deny(waiting);
  return allow(realm, waiting, waiting.scope, USER);
}

function deny(waiting: DeviceGrant): HttpReply {
  waiting.state = 'denied';
  return deviceDonePage(false);
}

function allow(realm: RealmState, waiting: DeviceGrant, scope: string, subject: string): HttpReply {
  waiting.state = { allowed: realm.grants.openFamily(waiting.client, scope, subject) };
  return deviceDonePage(true);
}
