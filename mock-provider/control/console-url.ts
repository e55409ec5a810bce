import type { ControlAccess } from '../realm/provider.ts';

/** The page one keeps open, with what opens it: a fragment never leaves the browser. */
export function consoleUrl({ url, token }: ControlAccess): string {
  const page = new URL('/console', url).href;
  return token === undefined ? page : `${page}#token=${encodeURIComponent(token)}`;
}
