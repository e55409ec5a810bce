import { quoted } from '../traffic/shell-words.ts';
import type { Command } from './commands.ts';

/**
 * The curl command for a request. It names the token as a shell variable, because people paste such
 * commands into tickets.
 */
export function curlOf(
  { method, path, body }: Command,
  { url, tokenAsked }: { readonly url: string; readonly tokenAsked: boolean },
): string {
  return [
    'curl -sS --fail-with-body',
    `-X ${method}`,
    ...(tokenAsked ? ['-H "Authorization: Bearer $CONTROL_TOKEN"'] : []),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(body))}`]),
    quoted(url + path),
  ].join(' ');
}
