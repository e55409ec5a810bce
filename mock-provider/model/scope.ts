import { z } from 'zod';

/**
 * RFC 6749 §3.3: a scope is a list of names separated by single spaces. A name consists of
 * printable ASCII characters other than space, double quote and backslash.
 */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** A scope with at least one name. */
export const scopeSchema = z
  .string()
  .regex(SCOPE, "is not a scope; write names separated by single spaces, for example 'read write'");

/** True for text that RFC 6749 §3.3 allows as a scope parameter. */
export const isScope = (text: string): boolean => SCOPE.test(text);

/** The names in a scope. An empty scope has none. */
export const scopeNames = (scope: string): string[] =>
  scope.split(' ').filter((name) => name !== '');

/** True when every name in `part` is also in `whole`. The order has no meaning (RFC 6749 §3.3). */
export function scopeWithin(part: string, whole: string): boolean {
  const known = new Set(scopeNames(whole));
  return scopeNames(part).every((name) => known.has(name));
}

/** The names in `scope` that are also in `limit`, in the order of `scope`. */
export function narrowScope(scope: string, limit: string): string {
  const allowed = new Set(scopeNames(limit));
  return scopeNames(scope)
    .filter((name) => allowed.has(name))
    .join(' ');
}
