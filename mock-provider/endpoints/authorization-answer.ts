import { empty, type HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import type { ConsentRequest } from '../store/consent-requests.ts';
import type { Decision } from './user.ts';

/** What an authorization request is answered with (RFC 6749 §4.1.2, §4.1.2.1). */
export type Answer =
  | { readonly code: string; readonly error?: never }
  | { readonly error: string; readonly error_description: string };

/** Sends the user back to the client with an answer. */
export function redirected(
  { redirectUri, state }: Pick<ConsentRequest, 'redirectUri' | 'state'>,
  answer: Answer,
): HttpReply {
  const location = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) location.searchParams.append(name, value);
  if (state !== undefined) location.searchParams.append('state', state);
  return {
    ...empty(302, { location: location.href }),
    ...(answer.error === undefined ? {} : { error: answer.error }),
  };
}

/** Carries out what the user decided: a consent begins, with a code for it, or nothing does. */
export function decided(realm: RealmState, request: ConsentRequest, decision: Decision): HttpReply {
  if (!decision.allowed)
    return redirected(request, {
      error: 'access_denied',
      error_description: 'The user refused consent.',
    });
  const { client, state: _state, scope: _offered, ...kept } = request;
  const family = realm.grants.openFamily(client.name, decision.scope, decision.subject);
  const code = realm.rawTokens.next('code', { family: family.number });
  realm.codes.add(code, { family, ...kept }, realm.clock.now('issuer'));
  return redirected(request, { code });
}
