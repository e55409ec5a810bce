import type { RequestWire } from '../model/wire.ts';
import { wordOf } from './shell-words.ts';

/** A command for a POSIX shell. */
export interface CurlCommand {
  readonly command: string;
  /** The shell variables that have to be set first, each once: one for each secret. */
  readonly variables: readonly string[];
  /** False when the body is not the whole of what was sent. */
  readonly whole: boolean;
}

/** These curl makes itself, or they belong to one connection (RFC 9110 §7.6.1). */
const OWN = new Set([
  'host',
  'content-length',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'expect',
]);

/** The curl command that sends a recorded request again, with variables in place of secrets. */
export function curlOfRequest({
  method,
  wire,
}: {
  readonly method: string;
  readonly wire: Pick<RequestWire, 'url' | 'headers' | 'body'>;
}): CurlCommand {
  const variables: string[] = [];
  const word = (masked: string): string => {
    const made = wordOf(masked);
    variables.push(...made.variables);
    return made.word;
  };
  const { url, headers, body } = wire;
  const usual = body === undefined ? 'GET' : 'POST';
  const parts = [
    // Without it, curl reads brackets and braces in an address as patterns.
    'curl -sS --globoff',
    ...(method === usual ? [] : method === 'HEAD' ? ['--head'] : [`-X ${word(method)}`]),
    ...headers
      .filter(({ name }) => !OWN.has(name.toLowerCase()))
      // A header without a value ends in a semicolon.
      .map(({ name, value }) => `-H ${word(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...withoutDefaults(headers, body !== undefined),
    ...(body === undefined ? [] : [`--data-raw ${word(body.text)}`]),
    word(url),
  ];
  return {
    command: parts.join(' '),
    variables: [...new Set(variables)],
    whole: body?.cut !== true,
  };
}

/** What has to be known of a command beside itself; an empty text when there is nothing. */
export const curlNote = ({ variables, whole }: Pick<CurlCommand, 'variables' | 'whole'>): string =>
  [
    ...(variables.length === 0 ? [] : [`Set ${variables.map((name) => `$${name}`).join(', ')}.`]),
    ...(whole ? [] : ['The body is not whole.']),
  ].join(' ');

/** Takes away the headers that curl would add and the client did not send. */
function withoutDefaults(headers: RequestWire['headers'], hasBody: boolean): readonly string[] {
  const sent = new Set(headers.map(({ name }) => name.toLowerCase()));
  return ['User-Agent', 'Accept', ...(hasBody ? ['Content-Type'] : [])]
    .filter((name) => !sent.has(name.toLowerCase()))
    .map((name) => `-H '${name}:'`);
}
