import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Events, OAuth2Issuer, OAuth2Service, type JWK } from 'oauth2-mock-server';

const ENDPOINTS = { wellKnownDocument: '/.well-known/openid-configuration', token: '/token', jwks: '/jwks', authorize: '/authorize', userinfo: '/userinfo', revoke: '/revoke' } as const;

/** A signing key. Making one takes a tenth of a second, so that a provider makes one and its realms share it. */
export async function generateKey(): Promise<JWK> {
  return new OAuth2Issuer().keys.generate('RS256');
}

/** Keys, JWTs, JWKS and discovery of one realm, by oauth2-mock-server. */
export class JwtIssuer {
  readonly #issuer = new OAuth2Issuer();
  readonly #service: OAuth2Service;
  readonly #keyAdded: Promise<unknown>;

  constructor(url: string, key: JWK) {
    this.#issuer.url = url;
    this.#service = new OAuth2Service(this.#issuer, ENDPOINTS);
    this.#keyAdded = this.#issuer.keys.add(key);
  }

  /** A signed JWT access token (RFC 9068 §2). The claims replace the library's, which come from the wall clock. */
  async sign(claims: Readonly<Record<string, unknown>>): Promise<string> {
    await this.#keyAdded;
    return this.#issuer.buildToken({
      scopesOrTransform: (header, payload) => {
        header.typ = 'at+jwt';
        Object.assign(payload, claims);
      },
    });
  }

  /** The JWK set (RFC 7517 §5), public parts only. */
  async jwks(): Promise<unknown> {
    await this.#keyAdded;
    return { keys: this.#issuer.keys.toJSON() };
  }

  /** The library's discovery document, before we say what of it is true here. */
  async discovery(): Promise<Record<string, unknown>> {
    // The library only writes to a socket; its hook hands the document over before it does.
    const request = new IncomingMessage(new Socket());
    request.method = 'GET';
    request.url = ENDPOINTS.wellKnownDocument;
    const written = once(this.#service, Events.BeforeWellKnownOpenIdConfiguration);
    this.#service.requestHandler(request, new ServerResponse(request));
    const [response] = (await written) as [{ readonly body: Record<string, unknown> }];
    return { ...response.body };
  }
}
