import type { ApiKind } from '../model/api-kind.ts';
import type { EndpointName } from '../model/records.ts';
import { apiAddressOf } from './api-paths.ts';

export interface Route {
  readonly endpoint: EndpointName;
  readonly methods: readonly string[];
  readonly item?: string;
  /** For a call to the API: what is called. */
  readonly api?: ApiKind;
}

const FIXED: Readonly<Record<string, Route>> = {
  '/authorize': { endpoint: 'authorize', methods: ['GET'] },
  // Where n8n's credential types of GitLab, Mautic and Databricks look for them, below the address
  // of a server.
  '/oauth/authorize': { endpoint: 'authorize', methods: ['GET'] },
  '/oauth/token': { endpoint: 'token', methods: ['POST'] },
  '/oauth/v2/authorize': { endpoint: 'authorize', methods: ['GET'] },
  '/oauth/v2/token': { endpoint: 'token', methods: ['POST'] },
  '/oidc/v1/authorize': { endpoint: 'authorize', methods: ['GET'] },
  '/oidc/v1/token': { endpoint: 'token', methods: ['POST'] },
  '/authorize/decide': { endpoint: 'consent', methods: ['POST'] },
  '/token': { endpoint: 'token', methods: ['POST'] },
  '/revoke': { endpoint: 'revoke', methods: ['POST'] },
  '/introspect': { endpoint: 'introspect', methods: ['POST'] },
  '/device_authorization': { endpoint: 'device-authorization', methods: ['POST'] },
  '/device': { endpoint: 'device', methods: ['GET', 'POST'] },
  '/api/orders': { endpoint: 'orders', methods: ['GET'] },
  '/userinfo': { endpoint: 'userinfo', methods: ['GET', 'POST'] },
  '/jwks': { endpoint: 'jwks', methods: ['GET'] },
  '/.well-known/openid-configuration': { endpoint: 'discovery', methods: ['GET'] },
  '/.well-known/oauth-authorization-server': { endpoint: 'discovery', methods: ['GET'] },
};

/** The token endpoint of one tenant, of which a realm has as many as are asked for. */
const TENANT = /^\/tenants\/[\w-]+\/token$/;

/** The endpoint for a path and a query below a realm. */
export function routeOf(path: string, query: string): Route {
  const fixed = Object.hasOwn(FIXED, path) ? FIXED[path] : undefined;
  if (fixed !== undefined) return fixed;
  if (TENANT.test(path)) return routeOf('/token', query);
  const call = apiAddressOf(path, query);
  if (call === undefined) return { endpoint: 'unknown', methods: [] };
  const { kind: api, methods } = call;
  if (call.item === '') return { endpoint: 'resource', methods, api };
  const item = [call.item, ...(call.part === '' ? [] : [call.part])].map(decoded).join('/');
  return { endpoint: 'resource', methods, item, api };
}

export interface Address {
  readonly realm: string;
  /** Below the realm, without the query. */
  readonly path: string;
  readonly query: string;
}

/**
 * RFC 8414 §3.1 puts the well-known part before the path of the issuer. Both orders are accepted.
 */
const WELL_KNOWN_FIRST =
  /^\/\.well-known\/(openid-configuration|oauth-authorization-server)\/([^/]+)$/;

/**
 * True when a route takes a method. Whatever can be read can be asked for with HEAD as well (RFC
 * 9110 §9.3.2).
 */
export const takes = ({ methods }: Route, method: string): boolean =>
  methods.includes(method === 'HEAD' ? 'GET' : method);

/**
 * The path and query of a request target. A target with scheme and host, as it is sent to a proxy,
 * must be understood by every server (RFC 9112 §3.2.2).
 */
export const originForm = (target: string): string =>
  target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');

/** The realm and the path in a request target. The realm is the first segment. */
export function addressOf(target: string): Address {
  const [path = '', ...query] = target.split('?');
  const wellKnown = WELL_KNOWN_FIRST.exec(path);
  if (wellKnown !== null)
    return {
      realm: decoded(wellKnown[2] ?? ''),
      path: `/.well-known/${wellKnown[1]}`,
      query: query.join('?'),
    };
  const [, realm = '', below = ''] = /^\/([^/]*)(.*)$/.exec(path) ?? [];
  return { realm: decoded(realm), path: below === '' ? '/' : below, query: query.join('?') };
}

/** The text without percent-encoding, or unchanged when the encoding is broken. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
