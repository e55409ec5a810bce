import fc from 'fast-check';
import { REDIRECT_URI } from '../redirect-uri.ts';
import type { Asked } from './ask.ts';
import { HOSTILE_TEXTS } from './mutate-value.ts';

/** What a realm gave last, put in where a request has its name: `{{refresh}}`. */
export type Living = Map<string, string>;

const VERIFIER = 'a'.repeat(43);
/** BASE64URL(SHA256(VERIFIER)), RFC 7636 §4.2. */
const CHALLENGE = 'ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA';

interface Right {
  readonly method: string;
  readonly path: string;
  /** How the caller shows who it is. */
  readonly as: 'client' | 'bearer' | 'nobody';
  readonly fields: Readonly<Record<string, string>>;
}

const post = (path: string, fields: Right['fields'], as: Right['as'] = 'client'): Right => ({
  method: 'POST',
  path,
  as,
  fields,
});
const get = (path: string, fields: Right['fields'], as: Right['as'] = 'nobody'): Right => ({
  method: 'GET',
  path,
  as,
  fields,
});

const RIGHT: readonly Right[] = [
  get('/authorize', {
    response_type: 'code',
    client_id: '{{client}}',
    redirect_uri: REDIRECT_URI,
    scope: 'read',
    state: 's1',
    code_challenge: CHALLENGE,
    code_challenge_method: 'S256',
  }),
  post('/token', {
    grant_type: 'authorization_code',
    code: '{{code}}',
    redirect_uri: REDIRECT_URI,
    code_verifier: VERIFIER,
  }),
  post('/token', { grant_type: 'refresh_token', refresh_token: '{{refresh}}', scope: 'read' }),
  post('/token', { grant_type: 'client_credentials', scope: 'read' }),
  post('/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: '{{device}}',
  }),
  post('/device_authorization', { scope: 'read' }),
  post('/device', { user_code: '{{user}}', decision: 'allow', user: 'ann' }, 'nobody'),
  post('/revoke', { token: '{{refresh}}', token_type_hint: 'refresh_token' }),
  post('/introspect', { token: '{{access}}' }),
  get('/userinfo', {}, 'bearer'),
  get('/api/items/1', { page: '1' }, 'bearer'),
  post('/api/items/1', { name: 'value' }, 'bearer'),
  get('/.well-known/oauth-authorization-server', {}),
  get('/jwks', {}),
];

interface FieldChange {
  readonly how: 'drop' | 'double' | 'value' | 'add';
  readonly at: number;
  readonly text: string;
}

type Change = FieldChange | { readonly how: 'method' | 'path' | 'type'; readonly text: string };

const NAMES = [
  'client_id',
  'client_secret',
  'scope',
  'resource',
  'nonce',
  'access_token',
  '__proto__',
];

const text = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.constantFrom(
    '{{refresh}}',
    '{{access}}',
    '{{code}}',
    '{{secret}}',
    '{{client}}',
    'read write',
    'openid',
  ),
  fc.string({ maxLength: 20, unit: 'binary' }),
);

const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      how: fc.constantFrom<FieldChange['how'][]>('drop', 'double', 'value', 'add'),
      at: fc.nat({ max: 7 }),
      text,
    }),
  },
  fc.record({
    how: fc.constant('method' as const),
    text: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
  }),
  fc.record({
    how: fc.constant('path' as const),
    text: fc.constantFrom('/', '//', '/..', '%2f', ';a', '?', '#', '%', '%00', '/token'),
  }),
  fc.record({
    how: fc.constant('type' as const),
    text: fc.constantFrom(
      'application/x-www-form-urlencoded; charset=utf-16',
      'APPLICATION/X-WWW-FORM-URLENCODED',
      'application/json',
      'multipart/form-data; boundary=x',
      'text/plain',
      '',
    ),
  }),
);

/** A request that is right, and what somebody changed of it. */
export interface NearlyRight {
  readonly of: number;
  readonly shows: 'header' | 'body' | 'nothing';
  readonly accept: string;
  readonly changes: readonly Change[];
}

/** Any request of OAuth 2.0 that is right, or nearly. */
export const nearlyRight: fc.Arbitrary<NearlyRight> = fc.record({
  of: fc.nat({ max: RIGHT.length - 1 }),
  shows: fc.constantFrom<NearlyRight['shows'][]>('body', 'body', 'body', 'header', 'nothing'),
  accept: fc.constantFrom('*/*', 'application/json', 'text/html', ';q=2'),
  changes: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(change, { minLength: 1, maxLength: 2 }) },
  ),
});

const filled = (value: string, living: Living): string =>
  value.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => living.get(name) ?? whole);

/** The request, with what the realm gave last. */
export function requestOf(
  realm: string,
  { of, shows, accept, changes }: NearlyRight,
  living: Living,
): Asked {
  const right = RIGHT[of] ?? get('/', {});
  let { method, path } = right;
  let type = method === 'POST' ? 'application/x-www-form-urlencoded' : '';
  let fields = Object.entries(right.fields);
  const who = credentials(right.as, shows, living);
  fields.push(...Object.entries(who.fields));
  for (const one of changes) {
    if ('at' in one) fields = changed(fields, one);
    else if (one.how === 'method') method = one.text;
    else if (one.how === 'path') path += one.text;
    else type = one.text;
  }
  const form = String(
    new URLSearchParams(
      fields.map(([name, value]) => [name, filled(value, living).toWellFormed()]),
    ),
  );
  const inBody = right.method === 'POST';
  return {
    method,
    target: `/${realm}${path}${inBody || form === '' ? '' : `?${form}`}`,
    headers: { accept, ...(type === '' ? {} : { 'content-type': type }), ...who.headers },
    body: Buffer.from(inBody ? form : ''),
  };
}

function changed(
  fields: readonly (readonly [string, string])[],
  one: FieldChange,
): [string, string][] {
  const all = fields.map(([name, value]): [string, string] => [name, value]);
  const at = one.at % Math.max(1, all.length);
  const [name = 'scope', value = ''] = all[at] ?? [];
  if (one.how === 'drop') all.splice(at, 1);
  else if (one.how === 'double') all.push([name, value]);
  else if (one.how === 'add') all.push([NAMES[one.at % NAMES.length] ?? 'scope', one.text]);
  else all[at] = [name, one.text];
  return all;
}

function credentials(
  as: Right['as'],
  shows: NearlyRight['shows'],
  living: Living,
): { readonly fields: Record<string, string>; readonly headers: Record<string, string> } {
  if (as === 'nobody' || shows === 'nothing') return { fields: {}, headers: {} };
  if (as === 'bearer')
    return { fields: {}, headers: { authorization: `Bearer ${living.get('access') ?? 'x'}` } };
  const [id = '', secret = ''] = [living.get('client'), living.get('secret')];
  return shows === 'body'
    ? { fields: { client_id: id, client_secret: secret }, headers: {} }
    : { fields: {}, headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` } };
}
