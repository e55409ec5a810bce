import { satisfies, valid } from 'semver';
import { z } from 'zod';
import { HarnessError } from '../../model/error.ts';
import type { TargetInfo } from '../../model/target.ts';
import { OLDEST_N8N } from '../driver/oldest-n8n.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { isLoopback, type RemoteAddress } from './remote-address.ts';

/** The supported versions: in this range all calls were tested to work the same way. */
const SUPPORTED = `>=${OLDEST_N8N} <3.0.0-0`;

/** What a running n8n reports about itself to a user who is logged in. */
export interface InstanceFacts {
  readonly version: string;
  /** Version of the Node that runs n8n; `unknown` when n8n does not report it. */
  readonly node: string;
  readonly topology: TargetInfo['topology'];
  /**
   * How many executions n8n runs at the same time; undefined when it has no limit or does not
   * report it (in queue mode the workers have the limit).
   */
  readonly slots: number | undefined;
  /** Base URLs under which its production webhooks may be, the more likely one first. */
  readonly webhookBases: readonly string[];
}

const settingsSchema = z.object({
  versionCli: z.string(),
  nodeJsVersion: z.string().optional(),
  databaseType: z.string().optional(),
  executionMode: z.string().optional(),
  concurrency: z.number().optional(),
  urlBaseWebhook: z.string().optional(),
  endpointWebhook: z.string().default('webhook'),
  workflowTagsDisabled: z.boolean().default(false),
});
type Settings = z.infer<typeof settingsSchema>;

const userSchema = z.object({ globalScopes: z.array(z.string()).optional() });

/**
 * n8n scopes that are needed to create the tag of a run and to remove it again. n8n gives them to
 * the owner and to administrators.
 */
const NEEDED = ['tag:create', 'tag:delete'];

/**
 * Reads the version, the topology and the webhook address, and checks that the account has the
 * rights that a run needs.
 * @throws HarnessError exit 64
 */
export async function readInstanceFacts(
  rest: RestClient,
  address: RemoteAddress,
  signal: AbortSignal,
): Promise<InstanceFacts> {
  const settings = await readSettings(rest, address, signal);
  const {
    versionCli,
    nodeJsVersion = 'unknown',
    concurrency = -1,
    workflowTagsDisabled,
  } = settings;
  if (
    valid(versionCli) === null ||
    !satisfies(versionCli, SUPPORTED, { includePrerelease: true })
  ) {
    throw new HarnessError(
      'remote-version',
      `Could not use n8n ${versionCli} at ${address.url}: the harness knows how to drive 1.72 up to the newest 2.x.`,
      { hint: 'Update that n8n, or this harness.', exitCode: 64 },
    );
  }
  if (workflowTagsDisabled)
    throw new HarnessError(
      'remote-no-tags',
      `Could not use n8n at ${address.url}: workflow tags are switched off there (N8N_WORKFLOW_TAGS_DISABLED), and what a run creates must be recognisable.`,
      { exitCode: 64 },
    );
  await requireScopes(rest, address, signal);
  const topology = topologyOf(settings);
  return {
    version: versionCli,
    node: nodeJsVersion,
    topology,
    slots: topology !== 'queue' && concurrency > 0 ? concurrency : undefined,
    webhookBases: webhookBases(settings, address),
  };
}

/** Version and topology of a running n8n, whatever they are. */
export async function readVersion(
  rest: RestClient,
  address: RemoteAddress,
  signal: AbortSignal,
): Promise<Pick<InstanceFacts, 'version' | 'topology'>> {
  const settings = await readSettings(rest, address, signal);
  return { version: settings.versionCli, topology: topologyOf(settings) };
}

/** Reads what n8n tells about itself to a user who is logged in. */
async function readSettings(
  rest: RestClient,
  { url }: RemoteAddress,
  signal: AbortSignal,
): Promise<Settings> {
  const doing = 'read what n8n tells about itself';
  // To a user who is not logged in n8n reports less, still with status 200.
  const settings = settingsSchema.safeParse(
    await rest.call(z.unknown(), { method: 'GET', path: '/rest/settings', doing, signal }),
  );
  if (!settings.success) {
    throw new HarnessError(
      'remote-not-let-in',
      `Could not find out which version runs at ${url}: n8n took the login, but does not tell.`,
      {
        hint: 'If it demands two-factor authentication of everybody, the harness cannot work there.',
        exitCode: 64,
      },
    );
  }
  return settings.data;
}

async function requireScopes(
  rest: RestClient,
  { url }: RemoteAddress,
  signal: AbortSignal,
): Promise<void> {
  const { globalScopes } = await rest.call(userSchema, {
    method: 'GET',
    path: '/rest/login',
    doing: 'read what the account may do',
    signal,
  });
  const missing = NEEDED.filter((scope) => globalScopes?.includes(scope) === false);
  if (missing.length === 0) return;
  throw new HarnessError(
    'remote-role',
    `Could not use this account at ${url}: it may not create and delete tags, under which everything is kept that must be removed again.`,
    { hint: "Use the owner's account or an administrator's.", exitCode: 64 },
  );
}

/**
 * One of the three topologies that the harness can start itself, or `unknown`: n8n 1.x also ran on
 * MySQL.
 */
function topologyOf({ executionMode, databaseType }: Settings): InstanceFacts['topology'] {
  if (executionMode === 'queue') return 'queue';
  if (executionMode !== 'regular') return 'unknown';
  return databaseType === 'sqlite'
    ? 'single'
    : databaseType === 'postgresdb'
      ? 'postgres'
      : 'unknown';
}

/**
 * The webhook URL that n8n reports, and the one under the address by which n8n was reached: behind
 * a proxy the first one is often not configured.
 */
function webhookBases(
  { urlBaseWebhook, endpointWebhook }: Settings,
  { url, isLocal }: RemoteAddress,
): readonly string[] {
  const below = (base: string): string => `${base.replace(/\/+$/, '')}/${endpointWebhook}`;
  const own =
    urlBaseWebhook !== undefined &&
    URL.canParse(urlBaseWebhook) &&
    (isLocal || !isLoopback(new URL(urlBaseWebhook).hostname))
      ? [below(urlBaseWebhook)]
      : [];
  return [...new Set([...own, below(url)])];
}
