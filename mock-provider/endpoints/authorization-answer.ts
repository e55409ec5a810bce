import { empty, type HttpReply } from '../model/reply.ts';
import type { RealmState } from '../realm/realm-state.ts';
import type { ConsentRequest } from '../store/consent-requests.ts';
import type { Decision } from './user.ts';

/** The answer to an authorization request: a code (RFC 6749 §4.1.2) or an error (§4.1.2.1). */
export type Answer =
  | { readonly code: string; readonly error?: never }
  | { readonly error: string; readonly error_description: string };

/** Redirects the user's browser back to the client with an answer. */
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
