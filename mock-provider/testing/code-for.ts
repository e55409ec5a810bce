import type { Realm } from '../realm/realm.ts';
import { REDIRECT_URI } from './redirect-uri.ts';

/**
 * Consents as a user does, and takes the authorization code out of the redirect. Empty when there
 * is none.
 */
export async function codeFor(
  { authorizationUrl }: Pick<Realm, 'authorizationUrl'>,
  clientId: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    ...more,
  });
  const response = await fetch(`${authorizationUrl}?${query}`, { redirect: 'manual' });
  return new URL(response.headers.get('location') ?? '').searchParams.get('code') ?? '';
}
