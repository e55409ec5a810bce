import { isIPv4, isIPv6 } from 'node:net';
import { HarnessError } from '../../model/error.ts';

/**
 * Settings that the harness makes itself. With other values it could not find n8n, look into it, or
 * keep it from contacting others.
 */
const OWN =
  /^(N8N_(USER_FOLDER|ENCRYPTION_KEY(_FILE)?|HOST|LISTEN_ADDRESS|PORT|PROTOCOL|PATH|RUNNERS_BROKER_PORT|RUNNERS_BROKER_LISTEN_ADDRESS|WORKER_SERVER_ADDRESS|SECURE_COOKIE|CONFIG_FILES)|DB_.*|EXECUTIONS_MODE|EXECUTIONS_DATA_.*|QUEUE_.*|PATH|HOME|NODE_OPTIONS|OAUTH_CHAOS_.*)$/;

/** What to use instead of a setting of the harness's own, or why it keeps it. */
const INSTEAD: readonly (readonly [names: RegExp, hint: string])[] = [
  [/^(DB_|EXECUTIONS_MODE$|QUEUE_)/, 'Choose the database and the queue with --topology.'],
  [
    /^EXECUTIONS_DATA_/,
    'Every execution is kept until it has been judged; n8n is told so by the harness.',
  ],
  [/^N8N_ENCRYPTION_KEY/, 'Every n8n that is started gets a key of its own.'],
  [
    /^N8N_(USER_FOLDER|CONFIG_FILES)$|^HOME$/,
    'Every n8n that is started gets a folder of its own.',
  ],
  [
    /^NODE_OPTIONS$/,
    'The harness sets options of Node for its faults, for example of the clock. To try another Node or other options, start n8n yourself and use --n8n <address>.',
  ],
  [/^PATH$/, 'n8n is started with the Node that it was installed for.'],
  [/^OAUTH_CHAOS_/, 'Variables that begin so are read by oauth-chaos itself, not by n8n.'],
  [
    /^N8N_/,
    'The harness chooses the address and the ports of every n8n that it starts, all on this machine.',
  ],
];

const SECRET = /(PASS(WORD)?|SECRET|TOKEN|KEY|DSN|CREDENTIALS|LICENSE_CERT|SERVICE_ACCOUNT)/i;

/**
 * Shorter values, for example `true` and `false`, occur in any text, so they are not treated as
 * secrets.
 */
const SHORTEST_SECRET = 6;

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Parses the values of `--env KEY=VALUE`, which are settings of n8n.
 * @throws HarnessError `usage` (64) for what is no setting, or is the harness's own
 */
export function parseSettings(texts: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(texts.map(parseSetting));
}

function parseSetting(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  const name = equals === -1 ? text : text.slice(0, equals);
  if (equals === -1 || !NAME.test(name))
    throw new HarnessError(
      'usage',
      `Could not use --env ${name}: it is not of the form KEY=VALUE.`,
      { hint: 'For example --env N8N_LOG_LEVEL=info', exitCode: 64 },
    );
  requireFree(name, `--env ${name}`, INSTEAD.find(([names]) => names.test(name))?.[1]);
  return [name, text.slice(equals + 1)];
}

/**
 * Checks settings of n8n that are not from the command line.
 * @throws HarnessError `usage` (64) for one that is the harness's own
 */
export function requireFreeSettings(settings: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(settings)) requireFree(name, `the variable ${name}`);
}

function requireFree(name: string, shownAs: string, hint?: string): void {
  if (!OWN.test(name)) return;
  throw new HarnessError('usage', `Could not use ${shownAs}: the harness sets it itself.`, {
    ...(hint === undefined ? {} : { hint }),
    exitCode: 64,
  });
}

/**
 * A user name and a password in an address, for example of a proxy, which may be written without
 * `http://`.
 */
const LOGIN_IN_ADDRESS = /\/\/[^/\s]*@|^[^/\s:]+:[^/\s]*@/;

const isSecret = ([name, value]: readonly [string, string]): boolean =>
  SECRET.test(name) || LOGIN_IN_ADDRESS.test(value);

/** The settings as they may be written to disk: values that may be secrets are withheld. */
export const shownSettings = (
  settings: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(settings).map((setting) => [
      setting[0],
      isSecret(setting) ? '<withheld>' : setting[1],
    ]),
  );

/** Secret values of the settings. They must be removed from every text in which they appear. */
export const secretValues = (settings: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(settings).flatMap((setting) =>
    isSecret(setting) && setting[1].length >= SHORTEST_SECRET ? [setting[1]] : [],
  );

/**
 * Adds what n8n needs to reach the provider: n8n's SSRF protection refuses loopback and private
 * addresses, and the mock provider has such an address. Changes nothing when the user has set which
 * addresses may be reached.
 */
export function letProviderThrough(
  settings: Readonly<Record<string, string>>,
  providerUrl: string,
): Readonly<Record<string, string>> {
  const decided =
    'N8N_SSRF_ALLOWED_IP_RANGES' in settings || 'N8N_SSRF_ALLOWED_HOSTNAMES' in settings;
  if (settings['N8N_SSRF_PROTECTION_ENABLED'] !== 'true' || decided) return settings;
  const host = new URL(providerUrl).hostname.replace(/^\[|\]$/g, '');
  if (isIPv4(host)) return { ...settings, N8N_SSRF_ALLOWED_IP_RANGES: `${host}/32` };
  return isIPv6(host)
    ? { ...settings, N8N_SSRF_ALLOWED_IP_RANGES: `${host}/128` }
    : { ...settings, N8N_SSRF_ALLOWED_HOSTNAMES: host };
}
