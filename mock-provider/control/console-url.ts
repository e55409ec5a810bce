import type { ControlAccess } from '../realm/provider.ts';

/**
 * The address of the console, with the control token in the fragment. A browser does not send the
 * fragment to the server.
 */
export function consoleUrl({ url, token }: ControlAccess): string {
  const page = new URL('/console', url).href;
  return token === undefined ? page : `${page}#token=${encodeURIComponent(token)}`;
}
