import type { IncomingHttpHeaders } from 'node:http';
import { isBasic } from '../endpoints/client-authentication.ts';
import { digestOfBody, digestOfPairs, fieldsOfParts } from '../model/content-digest.ts';
import { digestOf } from '../model/digest.ts';
import type {
  AuthenticationPlace,
  RequestForm,
  SecretPlace,
  TokenPlace,
} from '../model/request-form.ts';
import type { SecretIndex } from '../store/secret-index.ts';

/** The parts of a request that its form is read from. */
export interface WrittenRequest {
  /** The path below the realm, without the query. */
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Names of parameters, in their order; a repeated one is listed again. */
interface Names {
  readonly query: readonly string[];
  readonly fields: readonly string[];
}

/** Longest text of a request that is recorded as it was sent, in characters. */
const LONGEST = 200;

/**
 * How a request was written down, whatever it asks for. It contains no secret. `isCall`: the
 * request is a call to the API, so that its content is worth comparing.
 */
export function requestForm(
  request: WrittenRequest,
  secrets: SecretIndex,
  isCall: boolean,
): RequestForm {
  const { headers, query, body } = request;
  const names: Names = {
    query: namesIn(query),
    fields: fieldNames(body),
  };
  const { accept } = headers;
  const contentType = headers['content-type'];
  const plain = withholding(secrets, [contentType, accept, ...names.query, ...names.fields]);
  return {
    ...(contentType === undefined ? {} : { contentType: plain(contentType) }),
    ...(accept === undefined ? {} : { accept: plain(accept) }),
    ...(query === '' ? {} : { query: names.query.map(plain) }),
    ...(body === '' ? {} : { bytes: Buffer.byteLength(body), fields: names.fields.map(plain) }),
    ...(isCall ? contentDigests(request) : {}),
    authentication: authenticationPlaces(headers.authorization, names),
    token: tokenPlaces(headers.authorization, names),
    secrets: secretPlaces(request, secrets),
  };
}

/**
 * Digests of the query, the body and the added headers of a call. Requests to other endpoints get
 * none: they may consist of a secret that somebody chose, and such a secret could be guessed from a
 * digest.
 */
function contentDigests({
  query,
  body,
  headers,
}: WrittenRequest): Pick<RequestForm, 'queryDigest' | 'bodyDigest' | 'headers'> {
  const added = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('x-') || name === 'idempotency-key'
      ? [[name, digestOf(String(value))] as const]
      : [],
  );
  return {
    ...(query === '' ? {} : { queryDigest: digestOfPairs(new URLSearchParams(query)) }),
    ...(body === '' ? {} : { bodyDigest: digestOfBody(body, headers['content-type']) }),
    headers: Object.fromEntries(added),
  };
}

const namesIn = (form: string): readonly string[] => [...new URLSearchParams(form).keys()];

/**
 * Names of the fields of a body. The content type is not asked: a form that is called text still
 * carries its fields.
 */
function fieldNames(body: string): readonly string[] {
  if (/^[\w.~%+*-]+=/.test(body)) return namesIn(body);
  const boundary = /^--(\S+)\r\n/.exec(body)?.[1];
  if (boundary !== undefined) return fieldsOfParts(body, boundary).map(([name]) => name);
  if (!/^\s*\{/.test(body)) return [];
  try {
    return Object.keys(JSON.parse(body) as object);
  } catch {
    return [];
  }
}

function authenticationPlaces(
  authorization: string | undefined,
  { query, fields }: Names,
): readonly AuthenticationPlace[] {
  const asserts = query.includes('client_assertion') || fields.includes('client_assertion');
  return [
    ...(isBasic(authorization) ? (['header'] as const) : []),
    ...(fields.includes('client_secret') ? (['body'] as const) : []),
    ...(query.includes('client_secret') ? (['query'] as const) : []),
    ...(asserts ? (['assertion'] as const) : []),
  ];
}

function tokenPlaces(
  authorization: string | undefined,
  { query, fields }: Names,
): readonly TokenPlace[] {
  return [
    ...(authorization === undefined || authorization === '' || isBasic(authorization)
      ? []
      : (['header'] as const)),
    ...(fields.includes('access_token') ? (['body'] as const) : []),
    ...(query.includes('access_token') ? (['query'] as const) : []),
  ];
}

/**
 * Withholds a text with a secret in it. Hardly any request has one there, so all the texts that
 * will be asked about are searched together first.
 */
function withholding(
  secrets: SecretIndex,
  texts: readonly (string | undefined)[],
): (text: string) => string {
  const suspect = secrets.find(texts.join('\n')).length > 0;
  return (text) =>
    suspect && secrets.find(text).length > 0
      ? '[withheld: contains a secret]'
      : text.slice(0, LONGEST);
}

/** The tokens and secrets in each part of a request, also where they are percent-encoded. */
function secretPlaces(
  { path, query, headers, body }: WrittenRequest,
  secrets: SecretIndex,
): readonly SecretPlace[] {
  const parts = { url: bothForms(`${path}?${query}`), body: bothForms(body) };
  const inPart = (place: 'url' | 'body'): readonly SecretPlace[] =>
    secrets.find(parts[place]).map((name) => ({ place, name }));
  return [...inPart('url'), ...inHeaders(headers, secrets), ...inPart('body')];
}

/** The tokens and secrets in the headers. They are searched together first, as few have any. */
function inHeaders(headers: IncomingHttpHeaders, secrets: SecretIndex): readonly SecretPlace[] {
  const place = 'headers';
  const texts = Object.entries(headers).map(([header, value]) => ({
    header,
    text: [value ?? []].flat().join('\n'),
  }));
  const names = secrets.find(texts.map(({ text }) => text).join('\n'));
  if (names.length === 0) return [];
  const each = texts.map(({ header, text }) => ({ header, found: secrets.find(text) }));
  return names.flatMap((name): readonly SecretPlace[] => {
    const having = each.filter(({ found }) => found.includes(name));
    return having.length === 0
      ? [{ place, name }]
      : having.map(({ header }) => ({
          place,
          name,
          ...(header === 'authorization' ? {} : { header }),
        }));
  });
}

/** A text as it is and, when it is encoded as forms are, without the encoding. */
function bothForms(text: string): string {
  if (!/[%+]/.test(text)) return text;
  try {
    return `${text}\n${decodeURIComponent(text.replaceAll('+', ' '))}`;
  } catch {
    return text;
  }
}
