import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificateAuthority, type Peer } from '../../../mock-provider/index.ts';
import { freePorts } from '../../machine/free-ports.ts';
import type { Lease } from '../../machine/lease.ts';
import { isOwnConnection } from '../../machine/own-connections.ts';
import { socketOwner } from '../../machine/socket-owner.ts';
import type { Capability } from '../../model/capability.ts';
import type { StartOptions, TargetInfo } from '../../model/target.ts';
import type { DatabaseAddress } from '../driver/database.ts';
import type { RedisAddress } from '../driver/n8n-environment.ts';
import type { N8nUnderTest } from '../driver/n8n-under-test.ts';
import { startSystem } from '../driver/start-system.ts';
import type { Deployment } from '../driver/topology.ts';
import { isBrowserHere } from '../editor/browser-here.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { embeddedCapabilities } from './capabilities.ts';
import { createN8nService } from './n8n-service.ts';
import { createPostgres } from './postgres-service.ts';
import type { ProcessService } from './process-service.ts';
import { createRedis } from './redis-service.ts';

/** One start of an installed n8n. */
export interface ProcessLaunch {
  /** The n8n under test. */
  readonly installed: InstalledN8n;
  /** The older n8n on which it begins, when it is to be exchanged. */
  readonly older?: InstalledN8n | undefined;
  readonly info: TargetInfo;
  readonly deployment: Deployment;
  readonly options: StartOptions;
  readonly lease: Lease;
}

/** Starts n8n and the services of its topology as processes of this machine, on free ports. */
export async function launchN8n(launch: ProcessLaunch): Promise<N8nUnderTest> {
  const { installed, older, options, lease } = launch;
  const userFolder = join(options.directory, 'user');
  lease.makeFolder(userFolder);
  const freePort = freePorts();
  const services = await createServices(launch, userFolder, freePort);
  const { database, redis } = services;
  const clockFile = join(userFolder, 'clock-offset');
  const lookupFile = join(userFolder, 'lookups');
  const authorityFile = join(userFolder, 'provider-authority.pem');
  await writeFile(authorityFile, await certificateAuthority());
  try {
    return await startSystem({
      ...launch,
      ...services,
      freePort,
      clockFile,
      lookupFile,
      begunOn: older?.version,
      capabilities: capabilitiesOf(launch),
      createService: async ({ role, port, settings, secrets }) =>
        createN8nService({
          ...launch,
          ...options,
          programs: older === undefined ? [installed] : [older, installed],
          role,
          clockFile,
          lookupFile,
          authorityFile,
          secrets,
          settings: {
            ...settings,
            ports: { web: port, broker: await freePort() },
            database,
            ...(redis === undefined ? {} : { redis }),
          },
        }),
      serviceAt,
      release: () => lease.release(),
    });
  } catch (error) {
    // The next attempt has another encryption key, and n8n refuses to start in a user folder with
    // an earlier key.
    await rm(userFolder, { recursive: true, force: true });
    throw error;
  }
}

/** What this start can do: only what begins on an older version can be exchanged. */
function capabilitiesOf({
  info,
  deployment,
  options,
  older,
}: ProcessLaunch): ReadonlySet<Capability> {
  const all = embeddedCapabilities(deployment, {
    provider: options.provider.there,
    browser: isBrowserHere(info.n8n),
  });
  return new Set([...all].filter((one) => one !== 'other-version' || older !== undefined));
}

interface BackingProcesses {
  readonly services: readonly ProcessService[];
  readonly database: DatabaseAddress;
  readonly redis?: RedisAddress;
}

async function createServices(
  { deployment, options, lease }: ProcessLaunch,
  userFolder: string,
  freePort: () => Promise<number>,
): Promise<BackingProcesses> {
  if (deployment.topology === 'single')
    return {
      services: [],
      database: { dialect: 'sqlite', file: join(userFolder, 'main', '.n8n', 'database.sqlite') },
    };
  const of = async (name: string) => ({
    port: await freePort(),
    logFile: join(options.directory, `${name}.log`),
    lease,
    onProcess: options.onProcess,
  });
  const redisDirectory = join(userFolder, 'redis');
  // Redis comes first, because it fails at once when it is not installed.
  if (deployment.topology === 'queue') lease.makeFolder(redisDirectory);
  const redis =
    deployment.topology === 'queue'
      ? createRedis({ ...(await of('redis')), directory: redisDirectory })
      : undefined;
  const postgres = await createPostgres(await of('postgres'));
  return {
    services: [postgres.service, ...(redis === undefined ? [] : [redis.service])],
    database: postgres.address,
    ...(redis === undefined ? {} : { redis: redis.address }),
  };
}

/**
 * Finds the n8n process that holds a connection. Where only one runs, whatever this process did not
 * open is of that one or of its task runner. Of several, the tables of the operating system tell.
 */
function serviceAt(peer: Peer, services: readonly ProcessService[]): string | undefined {
  const running = services.filter(({ pid }) => pid !== undefined);
  const [only, ...others] = running;
  if (only !== undefined && others.length === 0)
    return isOwnConnection(peer.port) ? undefined : only.name;
  const owner = socketOwner(
    peer,
    running.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
  );
  return owner === undefined ? undefined : running.find(({ pid }) => pid === owner)?.name;
}
