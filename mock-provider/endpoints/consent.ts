import type { Exchange } from '../model/exchange.ts';
import type { HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import { decided } from './authorization-answer.ts';
import { consentUnknownPage } from './pages/consent-page.ts';
import { decisionOf, userDecides } from './user.ts';

/**
 * Receives the form of the consent page. The form contains the id of the authorization request,
 * which only the page has. So another site cannot send the form in the user's name.
 */
export async function consent(realm: RealmState, exchange: Exchange): Promise<HttpReply> {
  const raw = exchange.parameters.get('consent_request') ?? '';
  const request = realm.consents.find(raw, realm.clock.now('issuer'));
  const decision =
    request === undefined ? undefined : decisionOf(realm, exchange.parameters, request.scope);
  if (request === undefined || decision === undefined) return consentUnknownPage();
  realm.consents.close(raw);
  await userDecides(realm, exchange);
  return decided(realm, request, decision);
}
