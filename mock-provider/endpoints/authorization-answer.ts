import { redirected } from '../model/redirect-back.ts';
import type { HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import type { ConsentRequest } from '../store/consent-requests.ts';
import type { Decision } from './user.ts';

/**
 * Carries out the user's decision. When the user allows it, a new consent begins and the client
 * gets a code for it; otherwise the client gets `access_denied`.
 */
export function decided(realm: RealmState, request: ConsentRequest, decision: Decision): HttpReply {
  if (!decision.allowed)
    return redirected(request, {
      error: 'access_denied',
      error_description: 'The user refused consent.',
    });
  const { client, state: _state, scope: _offered, ...kept } = request;
  const family = realm.grants.openFamily(client.name, decision.scope, decision.subject);
  const code = realm.rawTokens.next(
    'code',
    { family: family.number },
    realm.policy.effective.tokens,
  );
  realm.codes.add(code, { family, ...kept }, realm.clock.now('issuer'));
  return redirected(request, { code });
}
