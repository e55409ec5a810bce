import { isFields } from './fields.ts';
import { secretInText } from './secret-text.ts';
import type { SecretPlace } from './snapshot.ts';

/** Names of fields whose value is a secret, in small letters and without `-`, `_` and spaces. */
const SECRET_NAMES: Readonly<Record<string, string>> = {
  authorization: 'an Authorization header',
  proxyauthorization: 'an Authorization header',
  clientsecret: 'a client secret',
  refreshtoken: 'a refresh token',
  accesstoken: 'an access token',
  authtoken: 'a token',
  bearertoken: 'a token',
  token: 'a token',
  apikey: 'an API key',
  xapikey: 'an API key',
  secret: 'a secret',
  password: 'a password',
  privatekey: 'a private key',
};

/** Deeper than any workflow is. A file that is given may hold anything. */
const MAX_DEPTH = 60;

type Found = Omit<SecretPlace, 'node'>;

/**
 * Where secrets stand in parameters of a node, or in other data of a workflow.
 * @param path of the data itself
 */
export function secretPlaces(data: unknown, path: string, depth = 0): readonly Found[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof data === 'string') return foundIn(data, path);
  if (Array.isArray(data))
    return data.flatMap((one, index) => secretPlaces(one, `${path}[${index}]`, depth + 1));
  if (!isFields(data)) return [];
  const pair = foundInPair(data, path);
  return [
    ...pair,
    ...Object.entries(data)
      .filter(([key]) => pair.length === 0 || key !== 'value')
      .flatMap(([key, value]) => {
        const at = `${path}${step(key)}`;
        return typeof value === 'string'
          ? foundUnder(key, value, at)
          : secretPlaces(value, at, depth + 1);
      }),
  ];
}

/** Headers, query and body of HTTP Request are lists of `{ name, value }`. */
function foundInPair({ name, value }: Readonly<Record<string, unknown>>, path: string) {
  return typeof name === 'string' && typeof value === 'string'
    ? foundUnder(name, value, `${path}.value`)
    : [];
}

function foundUnder(name: string, value: string, path: string): readonly Found[] {
  const found = foundIn(value, path);
  if (found.length > 0) return found;
  const what = SECRET_NAMES[name.toLowerCase().replaceAll(/[-_\s]/g, '')];
  return what === undefined || !isLiteral(value) ? [] : [{ path, kind: 'literal', what }];
}

function foundIn(value: string, path: string): readonly Found[] {
  const found = secretInText(value);
  return found === undefined ? [] : [{ path, ...found }];
}

/** Too short for a secret, an expression, or what stands for a value: `<your token>`, `***`. */
const isLiteral = (value: string): boolean =>
  value.trim().length >= 6 &&
  !value.startsWith('=') &&
  !/^\s*(<.*>|\[.*\]|\{\{.*\}\}|\$.*|your\b.*|(.)\2*)\s*$/is.test(value);

/** A key as a step of a path. What is no word may be a secret itself. */
const step = (key: string): string =>
  /^[\w $-]{1,40}$/.test(key) && secretInText(key) === undefined
    ? /^[A-Za-z_$][\w$]*$/.test(key)
      ? `.${key}`
      : `["${key}"]`
    : '["…"]';
