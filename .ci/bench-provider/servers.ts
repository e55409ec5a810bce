import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { OAuth2Server } from 'oauth2-mock-server';
import { startProvider, type Realm } from '../../mock-provider/index.ts';
import { connections, postForm } from './post-form.ts';

/** Live consents, whose refresh tokens are used in turn. */
export const FAMILIES = 1_000;
const REDIRECT_URI = 'http://127.0.0.1/callback';

/** A server under load, as its process tells of it. */
export interface Served {
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshTokens: readonly string[];
}

/** Goes through the consent of a realm that asks nobody, and returns the code. */
async function authorizationCode(realm: Realm, clientId: string): Promise<string> {
  const parameters = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
  };
  const asked = await fetch(`${realm.authorizationUrl}?${new URLSearchParams(parameters)}`, {
    redirect: 'manual',
  });
  return new URL(asked.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

/** Redeems a new code of a client and returns the refresh token. */
export async function newRefreshToken(
  realm: Realm,
  client: { readonly id: string; readonly secret: string },
  agent: ReturnType<typeof connections>,
): Promise<string> {
  const answer = await postForm(realm.tokenUrl, agent, {
    grant_type: 'authorization_code',
    code: await authorizationCode(realm, client.id),
    redirect_uri: REDIRECT_URI,
    client_id: client.id,
    client_secret: client.secret,
  });
  return (JSON.parse(answer) as { readonly refresh_token: string }).refresh_token;
}

async function ours(format: 'jwt' | 'opaque'): Promise<Served> {
  const provider = await startProvider();
  const realm = provider.createRealm('bench', {
    accessTokenFormat: format,
    refreshToken: { rotation: 'never' },
  });
  const client = realm.registerClient('main');
  const agent = connections();
  const refreshTokens: string[] = [];
  while (refreshTokens.length < FAMILIES)
    refreshTokens.push(await newRefreshToken(realm, client, agent));
  agent.destroy();
  return {
    tokenUrl: realm.tokenUrl,
    clientId: client.id,
    clientSecret: client.secret,
    refreshTokens,
  };
}

const refreshTokens = Array.from({ length: FAMILIES }, (_, index) => `refresh-${index}`);

const anyClient = (port: number): Served => ({
  tokenUrl: `http://127.0.0.1:${port}/token`,
  clientId: 'main',
  clientSecret: 'secret',
  refreshTokens,
});

async function theirs(): Promise<Served> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  return anyClient(server.address().port);
}

/**
 * The least that any token endpoint on `node:http` can do: read the form, look its refresh token
 * up, make a token (an RS256 signature or 32 random bytes), and answer. It checks, records and
 * remembers nothing; no provider on this machine can be faster.
 */
async function bare(format: 'jwt' | 'opaque'): Promise<Served> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const signature = promisify(sign);
  const jwt = async (about: object): Promise<string> => {
    const text = [{ alg: 'RS256', typ: 'at+jwt' }, about]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const bytes = await signature('sha256', Buffer.from(text), privateKey);
    return `${text}.${bytes.toString('base64url')}`;
  };
  const opaque = (): string => randomBytes(32).toString('base64url');
  const known = new Set(refreshTokens);
  const answer = async (body: string, response: ServerResponse): Promise<void> => {
    const parameters = new URLSearchParams(body);
    const refreshToken = parameters.get('refresh_token') ?? '';
    const now = Math.floor(Date.now() / 1_000);
    const about = { iss: 'bare', sub: 'user', aud: 'api', iat: now, exp: now + 3_600 };
    const text = JSON.stringify({
      access_token: format === 'jwt' ? await jwt({ ...about, jti: opaque() }) : opaque(),
      token_type: 'Bearer',
      expires_in: 3_600,
      refresh_token: refreshToken,
      scope: parameters.get('scope') ?? 'read',
    });
    response.writeHead(known.has(refreshToken) ? 200 : 400, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  };
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.once('end', () => void answer(body, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return anyClient((server.address() as AddressInfo).port);
}

export const SERVERS = {
  'this provider, JWT': () => ours('jwt'),
  'oauth2-mock-server, JWT': theirs,
  'node:http alone, JWT': () => bare('jwt'),
  'this provider, opaque': () => ours('opaque'),
  'node:http alone, opaque': () => bare('opaque'),
} as const;

export type ServerName = keyof typeof SERVERS;
