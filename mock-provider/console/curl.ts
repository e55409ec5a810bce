import type { Command } from './commands.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/**
 * A command for a shell. The token is a variable of the shell: what is copied is pasted into
 * tickets.
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
