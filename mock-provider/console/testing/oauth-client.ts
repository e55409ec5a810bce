import type { RegisteredClient } from '../../model/client.ts';
import type { Realm } from '../../realm/realm.ts';
import { codeFor } from '../../testing/code-for.ts';
import { REDIRECT_URI } from '../../testing/redirect-uri.ts';

/** An OAuth client that consents once, and refreshes when the test says so. */
export interface TestClient {
  /** Consents again, and keeps the code to itself. Resolves with it. */
  consent(): Promise<string>;
  /** Consents again and redeems the code. */
  connect(): Promise<void>;
  /** Refreshes with its newest refresh token. Resolves with the HTTP status. */
  refresh(): Promise<number>;
  /** All answers so far, with their raw tokens. */
  readonly texts: readonly string[];
}

/** A client of a realm. */
export function testClient(realm: Realm, client: RegisteredClient): TestClient {
  const texts: string[] = [];
  let refreshToken = '';
  const token = async (more: Readonly<Record<string, string>>): Promise<number> => {
    const response = await fetch(realm.tokenUrl, {
      method: 'POST',
      body: new URLSearchParams({ client_id: client.id, client_secret: client.secret, ...more }),
    });
    const text = await response.text();
    texts.push(text);
    refreshToken =
      (JSON.parse(text) as { readonly refresh_token?: string }).refresh_token ?? refreshToken;
    return response.status;
  };
  const consent = (): Promise<string> => codeFor(realm, client.id);
  return {
    texts,
    consent,
    async connect() {
      const code = await consent();
      await token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT_URI });
    },
    refresh: () => token({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}
