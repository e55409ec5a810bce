import { causeText } from '../../machine/cause-text.ts';
import { HarnessError } from '../../model/error.ts';
import type { RestAnswer } from '../rest/rest-client.ts';
import type { RemoteAddress } from './remote-address.ts';

const CERTIFICATE =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_CERT_|HOSTNAME_MISMATCH)/;

/** The error when nothing answers at the address, or when the certificate cannot be trusted. */
export function unreachable({ url }: RemoteAddress, cause: unknown): HarnessError {
  const code = codeOf(cause);
  if (code !== undefined && CERTIFICATE.test(code)) {
    return new HarnessError(
      'remote-certificate',
      `Could not reach n8n at ${url}: its certificate is not trusted (${causeText(cause)}).`,
      {
        hint: 'Name the certificate of your own authority to Node: NODE_EXTRA_CA_CERTS=ca.pem oauth-chaos run …',
        exitCode: 75,
        cause,
      },
    );
  }
  const hint =
    code === 'ECONNREFUSED'
      ? 'Nothing listens there: is n8n running, and is it this port?'
      : 'Can you open the address in a browser on this machine?';
  return new HarnessError(
    'remote-unreachable',
    `Could not reach n8n at ${url}: ${causeText(cause)}.`,
    { hint, exitCode: 75, cause },
  );
}

/** The error when n8n answers but is not ready. */
export const starting = ({ url }: RemoteAddress): HarnessError =>
  new HarnessError('remote-unavailable', `Could not talk to n8n at ${url}: it is still starting.`, {
    hint: 'Try again in a minute.',
    exitCode: 75,
  });

/**
 * The error when something answers that is not n8n's REST API: a proxy, a login page, another
 * program.
 */
export function inFrontOf(address: RemoteAddress, answer: RestAnswer): HarnessError {
  const { status, headers } = answer;
  const location = headers.get('location');
  if (status >= 300 && status <= 399 && location !== null) return redirected(address, location);
  if (status === 401 || status === 403) {
    return new HarnessError(
      'remote-guarded',
      `Could not talk to n8n at ${address.url}: something in front of it answers ${status}; n8n itself tells its settings to everybody.`,
      {
        hint: 'Use an address that leads to n8n without a login before its own.',
        exitCode: 64,
      },
    );
  }
  if (status === 429) return limited(address, answer);
  if (status >= 500)
    return new HarnessError(
      'remote-unavailable',
      `Could not talk to n8n at ${address.url}: it answered ${status}.`,
      { hint: 'Try again in a minute.', exitCode: 75 },
    );
  const page = /html/.test(headers.get('content-type') ?? '') ? ', a web page' : '';
  return new HarnessError(
    'remote-not-n8n',
    `Could not find n8n at ${address.url}: what answers ${status}${page} to /rest/settings is not n8n's REST API.`,
    {
      hint: 'Give the address at which you open the editor, with its path.',
      exitCode: 64,
    },
  );
}

/** The error for too many requests: n8n limits logins, and so do proxies. */
export function limited({ url }: RemoteAddress, { headers }: RestAnswer): HarnessError {
  const after = headers.get('retry-after');
  const wait = after !== null && /^\d+$/.test(after) ? `${after} s` : 'five minutes';
  return new HarnessError(
    'remote-limited',
    `Could not log in to ${url}: n8n answered 429, too many requests.`,
    {
      hint: `n8n lets an address try to log in only a few times. Wait ${wait}, then try again.`,
      exitCode: 75,
    },
  );
}

function redirected({ url }: RemoteAddress, location: string): HarnessError {
  const from = new URL(url);
  const to = URL.canParse(location, `${url}/`) ? new URL(location, `${url}/`) : undefined;
  if (to?.hostname === from.hostname && to.pathname.endsWith('/rest/settings')) {
    const better = `${to.origin}${to.pathname.replace(/\/rest\/settings$/, '')}`;
    return new HarnessError(
      'remote-redirected',
      `Could not use ${url}: it sends everybody on to ${better}.`,
      { hint: `Give that address: --n8n ${better}`, exitCode: 64 },
    );
  }
  return new HarnessError(
    'remote-guarded',
    `Could not talk to n8n at ${url}: something in front of it sends visitors to ${to?.origin ?? 'another place'} to log in.`,
    {
      hint: 'Behind single sign-on the harness cannot log in. Use an address that leads to n8n directly, for example inside its network.',
      exitCode: 64,
    },
  );
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return 'code' in error && typeof error.code === 'string' && !(error instanceof HarnessError)
    ? error.code
    : codeOf(error.cause);
}
