import { HarnessError } from '../../model/error.ts';

/** The address of a running n8n. */
export interface RemoteAddress {
  /** The address without a slash at its end. It may have a path. */
  readonly url: string;
  /** The address in a form that can be a folder name. */
  readonly id: string;
  /** True when the address is on this machine, or seems to be. */
  readonly isLocal: boolean;
}

/** True for a target text that names a running instance. */
export const isRemoteText = (text: string): boolean => /^https?:/i.test(text);

/**
 * Reads the address of a running n8n.
 * @throws HarnessError `remote-address` (64)
 * @example parseRemoteAddress('https://n8n.staging.example/tools/').id //
 * 'remote-n8n.staging.example+tools'
 */
export function parseRemoteAddress(text: string): RemoteAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !isRemoteText(text)) throw malformed('it is no http or https address');
  // Checked before the address appears in any message.
  if (url.username !== '' || url.password !== '')
    throw malformed('it contains a user name or a password');
  if (url.search !== '' || url.hash !== '')
    throw malformed(
      'it has a query or a fragment, so it is the address of a page',
      `${url.origin}${url.pathname}`,
    );
  const path = url.pathname.replace(/\/+$/, '');
  return { url: `${url.origin}${path}`, id: idOf(url, path), isLocal: isLoopback(url.hostname) };
}

/** True for a host name that always means the local machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host.startsWith('127.') ||
  host === '[::1]';

/**
 * Makes the id of an address. Different addresses have different ids: a slash becomes `+`, and a
 * character that a folder name must not contain is written as its code.
 */
function idOf({ protocol, hostname, port }: URL, path: string): string {
  const shownPort = port === '' && protocol === 'http:' ? '80' : port;
  const readable = [
    hostname.replaceAll(/[[\]]/g, ''),
    ...(shownPort === '' ? [] : [shownPort]),
  ].join('-');
  return `remote-${readable}${path.replaceAll('/', '+')}`.replaceAll(
    /[^\w.+-]/g,
    (character) => `=${(character.codePointAt(0) ?? 0).toString(16)}`,
  );
}

function malformed(reason: string, shown = ''): HarnessError {
  return new HarnessError(
    'remote-address',
    `Could not read the address of a running n8n${shown === '' ? '' : ` (${shown})`}: ${reason}.`,
    {
      hint: 'Write where its editor is, for example --n8n https://n8n.staging.example',
      exitCode: 64,
    },
  );
}
