import type { ControlOptions, Provider } from '../../realm/provider.ts';
import type { Realm } from '../../realm/realm.ts';
import { startProvider } from '../../server/server.ts';
import { codeFor } from '../../testing/code-for.ts';
import { REDIRECT_URI } from '../../testing/redirect-uri.ts';
import { connectToProvider, type RemoteProvider } from '../client.ts';

/** A provider with a control API, and a client for that API. */
export interface Controlled extends AsyncDisposable {
  readonly provider: Provider;
  readonly remote: RemoteProvider;
  readonly url: string;
  readonly token: string;
}

/** Starts a provider with a control API. */
export async function startControlled(control: ControlOptions = {}): Promise<Controlled> {
  const provider = await startProvider({ control });
  const { url = '', token } = provider.control ?? {};
  return {
    provider,
    url,
    token: token ?? '',
    remote: connectToProvider({ url, token }),
    [Symbol.asyncDispose]: () => provider.close(),
  };
}

/**
 * Consents, exchanges the code and refreshes once, like an OAuth client. Returns the texts of both
 * token replies.
 */
export async function connectAndRefresh(
  realm: Pick<Realm, 'authorizationUrl' | 'tokenUrl'>,
  client: { readonly id: string; readonly secret: string },
): Promise<readonly string[]> {
  const token = async (more: Readonly<Record<string, string>>): Promise<string> =>
    (
      await fetch(realm.tokenUrl, {
        method: 'POST',
        body: new URLSearchParams({ client_id: client.id, client_secret: client.secret, ...more }),
      })
    ).text();
  const first = await token({
    grant_type: 'authorization_code',
    code: await codeFor(realm, client.id),
    redirect_uri: REDIRECT_URI,
  });
  const { refresh_token: refreshToken } = JSON.parse(first) as { readonly refresh_token: string };
  return [first, await token({ grant_type: 'refresh_token', refresh_token: refreshToken })];
}
