/** JWTs, and words that are long enough to be a token or a part of one. */
export const RUNS = /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}|oc_[\w-]*|[\w-]{12,}/g;

/** The same where a secret is known to be, so that none is left in part for its encoding. */
export const ENCODED_RUNS =
  /eyJ[\w-]{8,}(?:\.[\w-]*){0,4}|oc_(?:[\w-]|%[\da-f]{2})*|(?:[\w-]|%[\da-f]{2}){12,}/gi;

/** A random text changes so often between letters of both cases and digits, and no word does. */
const CHANGES = 4;
const CHANGE = /[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[a-zA-Z])/g;

/** Whether one of the {@link RUNS} looks random. */
export function looksOpaque(run: string): boolean {
  if (run.startsWith('oc_') || run.startsWith('eyJ')) return true;
  return (run.replaceAll(/[_-]/g, '').match(CHANGE)?.length ?? 0) >= CHANGES;
}
