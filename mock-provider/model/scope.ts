import { z } from 'zod';

/**
 * RFC 6749 §3.3: scope-tokens are printable ASCII without space, quote and backslash, separated by
 * single spaces.
 */
const SCOPE = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** A list of scopes with at least one member. */
export const scopeSchema = z
  .string()
  .regex(SCOPE, "is not a scope; write names separated by single spaces, for example 'read write'");

/** True for text that RFC 6749 §3.3 allows as a scope parameter. */
export const isScope = (text: string): boolean => SCOPE.test(text);

/** The members of a scope; the empty scope has none. */
export const scopeNames = (scope: string): string[] =>
  scope.split(' ').filter((name) => name !== '');

/** True when every member of `part` is one of `whole`. Order does not matter (RFC 6749 §3.3). */
export function scopeWithin(part: string, whole: string): boolean {
  const known = new Set(scopeNames(whole));
  return scopeNames(part).every((name) => known.has(name));
}

/** The members of `scope` that `limit` allows, in the order of `scope`. */
export function narrowScope(scope: string, limit: string): string {
  const allowed = new Set(scopeNames(limit));
  return scopeNames(scope)
    .filter((name) => allowed.has(name))
    .join(' ');
}
