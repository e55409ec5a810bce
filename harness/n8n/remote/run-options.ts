import { usageError } from '../../model/usage-error.ts';
import type { DriverOption } from '../driver/driver.ts';
import { EMAIL_VARIABLE, PASSWORD_VARIABLE, type AccountOptions } from './account.ts';
import { isLoopback, parseRemoteAddress } from './remote-address.ts';
import type { ProviderPlace } from './remote-target.ts';

/** The options of `run` for a running instance. */
export interface RemoteOptions extends AccountOptions {
  readonly iOwnThisInstance?: boolean;
  readonly providerUrl?: string;
  readonly providerHost?: string;
  readonly providerPort?: number;
}

/** The command-line options for a running instance: the account, and how the instance is used. */
export const REMOTE_OPTIONS: readonly DriverOption[] = [
  {
    flags: '--n8n-email <email>',
    description: `account on the instance (also: ${EMAIL_VARIABLE}); the password comes from ${PASSWORD_VARIABLE}, or is asked for`,
    alsoForClean: true,
  },
  {
    flags: '--n8n-api-key <variable|->',
    description: 'is not enough: says why',
    hidden: true,
    alsoForClean: true,
  },
  {
    flags: '--i-own-this-instance',
    description:
      'runs on a running instance: creates workflows and credentials there and removes them again',
  },
  {
    flags: '--provider-url <url>',
    description:
      'how the instance reaches the mock provider: a tunnel, or an address of this machine',
  },
  {
    flags: '--provider-host <host>',
    description: 'address the mock provider listens on (default: 127.0.0.1)',
  },
  {
    flags: '--provider-port <port>',
    description: 'port the mock provider listens on (default: a free one)',
    range: { min: 1, max: 65_535 },
  },
];

/**
 * Reads where the provider listens and how the instance reaches it. Makes no network request.
 * @throws HarnessError `usage` (64) when that instance cannot reach it, or options contradict each
 * other
 */
export function readProviderPlace(
  instance: string,
  { providerUrl, providerHost, providerPort }: RemoteOptions,
): ProviderPlace {
  const place = {
    ...(providerHost === undefined ? {} : { host: providerHost }),
    ...(providerPort === undefined ? {} : { port: providerPort }),
  };
  if (providerUrl === undefined) {
    if (parseRemoteAddress(instance).isLocal || !listensHereOnly(providerHost)) return place;
    throw usageError(
      `Could not run on ${instance}: it cannot reach a mock provider that listens on this machine's 127.0.0.1.`,
      [
        'Say how it comes here:',
        '  a tunnel:         --provider-port 8090 --provider-url https://….trycloudflare.com   (cloudflared tunnel --url http://127.0.0.1:8090)',
        '  a local network:  --provider-host 0.0.0.0 --provider-port 8090 --provider-url http://<address of this machine>:8090',
      ].join('\n'),
    );
  }
  const url = URL.canParse(providerUrl) ? new URL(providerUrl) : undefined;
  // Checked before the address appears in any message.
  if (url !== undefined && `${url.username}${url.password}` !== '')
    throw usageError(
      'Could not use --provider-url: it contains a user name or a password.',
      'n8n calls the provider without any.',
    );
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    `${url.pathname}${url.search}${url.hash}` !== '/'
  ) {
    throw usageError(
      `Could not use --provider-url: '${providerUrl}' is not an address of the form https://host or http://host:port.`,
      'The provider must have an address of its own, not a path below another.',
    );
  }
  if (providerPort === undefined)
    throw usageError(
      'Could not use --provider-url without --provider-port: a free port would be another one each time.',
      'Give the port on this machine that the address leads to: --provider-port 8090',
    );
  return { ...place, url: url.origin };
}

/**
 * The one running instance that a run names; undefined when it names none.
 * @throws HarnessError `usage`
 */
export function onlyInstance(texts: readonly string[], options: RemoteOptions): string | undefined {
  const [first, ...more] = new Set(texts.map((text) => parseRemoteAddress(text).url));
  if (more.length > 0)
    throw usageError(
      `Could not run on ${first} and ${more.join(', ')}: one account and one provider address are for one running instance.`,
      'Run them one after the other.',
    );
  const pointless = Object.entries({
    '--n8n-email': options.n8nEmail,
    '--n8n-api-key': options.n8nApiKey,
    '--i-own-this-instance': options.iOwnThisInstance,
    '--provider-url': options.providerUrl,
    '--provider-host': options.providerHost,
    '--provider-port': options.providerPort,
  });
  const given = pointless.find(([, value]) => value !== undefined);
  if (first === undefined && given !== undefined)
    throw usageError(
      `Could not use ${given[0]}: it is for a running instance, and no --n8n names one.`,
      'For example --n8n https://n8n.staging.example',
    );
  return first;
}

/** Describes what a run does on an instance, for a user who has not yet agreed to it. */
export function intention(url: string, scenarios: number): string {
  return [
    `On ${url} this run would`,
    '  - log in, and make a tag, credentials and active workflows, all named oauth-chaos …,',
    `  - run ${scenarios === 1 ? 'one scenario' : `${scenarios} scenarios`} there, a few to a few dozen executions each, four scenarios at once unless --parallel says otherwise,`,
    '  - remove all of it again, with the executions, and touch nothing else.',
    'What n8n itself notes stays: its statistics, that the account was active today, and on an instance where no production',
    'workflow has ever succeeded or failed the first success and failure; of a first failure n8n may send a mail.',
  ].join('\n');
}

/** @throws HarnessError `usage` (64) when nobody said that the instance is theirs */
export function requireOwnership(
  url: string,
  scenarios: number,
  { iOwnThisInstance }: RemoteOptions,
): void {
  if (iOwnThisInstance !== true)
    throw usageError(
      `Could not run on ${url}: nobody said that this instance is theirs.`,
      `${intention(url, scenarios)}\nIf that is what you want: --i-own-this-instance`,
    );
}

const listensHereOnly = (host: string | undefined): boolean =>
  host === undefined || isLoopback(host);
