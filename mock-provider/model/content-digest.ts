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
 * The fields of a multipart form with this boundary (RFC 7578 §4), in their order. Of a file its
 * name belongs to the value. A client invents another boundary for each body (RFC 2046 §5.1.1).
 */
export const fieldsOfParts = (
  body: string,
  boundary: string,
): readonly (readonly [string, string])[] =>
  body.split(`--${boundary}`).flatMap((part) => {
    const [, head = '', value] = /^\r\n(.*?)\r\n\r\n(.*)\r\n$/s.exec(part) ?? [];
    const name = /[; ]name="([^"]*)"/i.exec(head)?.[1];
    const file = /[; ]filename="([^"]*)"/i.exec(head)?.[1];
    if (name === undefined || value === undefined) return [];
    return [[name, file === undefined ? value : `${file}\n${value}`] as const];
  });

/**
 * Digest of a body as its content type says it is to be read: a form, JSON, or else the text
 * itself, without the boundary between parts.
 */
export function digestOfBody(body: string, contentType = ''): string {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType))
    return digestOfPairs(new URLSearchParams(body));
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary !== undefined && /^multipart\/form-data\b/i.test(contentType)) {
    const fields = fieldsOfParts(body, boundary);
    if (fields.length > 0) return digestOfPairs(fields);
  }
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
