import { digestOf } from './digest.ts';

/**
 * Digest of parameters as they read, whatever their order and their encoding. Those of the same
 * name keep their order.
 */
export const digestOfPairs = (pairs: Iterable<readonly [string, string]>): string =>
  digestOf(
    JSON.stringify([...pairs].toSorted(([one], [other]) => (one < other ? -1 : +(one > other)))),
  );

/** Digest of a JSON value, whatever the order of its members and the space between them. */
export const digestOfJson = (value: unknown): string =>
  digestOf(`json ${JSON.stringify(value, inOrder)}`);

/**
 * Digest of a body as its content type says it is to be read: a form, JSON, or else the text
 * itself. A client invents another boundary for each multipart body (RFC 2046 §5.1.1), so that is
 * left out.
 */
export function digestOfBody(body: string, contentType = ''): string {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType))
    return digestOfPairs(new URLSearchParams(body));
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  const text = boundary === undefined ? body : body.replaceAll(boundary, 'boundary');
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType)) return digestOf(text);
  try {
    return digestOfJson(JSON.parse(body));
  } catch {
    return digestOf(text);
  }
}

/** Puts the members of every object into the order of their names. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;
