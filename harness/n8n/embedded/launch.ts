import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StartOptions, TargetInfo } from '../../model/target.ts';
import type { PartName, Peer } from '../../model/system.ts';
import { socketOwner } from '../../process/socket-owner.ts';
import type { Lease } from '../../store/lease.ts';
import { capabilitiesOf } from '../driver/capabilities.ts';
import type { DatabaseAddress } from '../driver/database.ts';
import { freePorts } from '../driver/free-ports.ts';
import type { RedisAddress } from '../driver/n8n-environment.ts';
import { N8nUnderTest } from '../driver/n8n-under-test.ts';
import { RunningSystem } from '../driver/running-system.ts';
import { letProviderThrough } from '../driver/chosen-settings.ts';
import { deploymentInfo, type Deployment } from '../driver/topology.ts';
import type { InstalledN8n } from '../install/installed-n8n.ts';
import { logIn, randomOwner, setUpOwner } from '../rest/owner.ts';
import { mainServes } from '../rest/readiness.ts';
import { reachMap } from '../rest/reach-map.ts';
import { RestClient } from '../rest/rest-client.ts';
import { createN8nPart, newEncryptionKey } from './n8n-part.ts';
import { createPostgres } from './postgres-part.ts';
import type { ProcessPart } from './process-part.ts';
import { createRedis } from './redis-part.ts';

/** One start of an installed n8n. Secrets are made here and stay in memory. */
export interface Launch {
  readonly installed: InstalledN8n;
  readonly info: TargetInfo;
  readonly deployment: Deployment;
  readonly options: StartOptions;
  readonly lease: Lease;
}

/** Starts an n8n on free ports, its services first and side by side, then the main process, then all workers, and opens the owner's session. */
export async function launchN8n(launch: Launch): Promise<N8nUnderTest> {
  const { info, deployment, options, lease } = launch;
  const userFolder = join(options.directory, 'user');
  lease.makeFolder(userFolder);
  const freePort = freePorts();
  const { services, database, redis } = await createServices(launch, userFolder, freePort);
  const parts: ProcessPart[] = [...services];
  try {
    await Promise.all(services.map((service) => service.start(options.signal)));
    const encryptionKey = newEncryptionKey();
    const owner = randomOwner();
    const clockFile = join(userFolder, 'clock-offset');
    const webPort = await freePort();
    const capabilities = capabilitiesOf('embedded', deployment);
    const chosen = letProviderThrough(deployment.settings, options.provider.there);
    const create = async (name: PartName, web: number): Promise<ProcessPart> =>
      createN8nPart({
        ...launch, ...options, name, clockFile,
        settings: { ports: { web, broker: await freePort() }, encryptionKey, database, chosen, ...(redis === undefined ? {} : { redis }) },
        secrets: [encryptionKey, owner.password, ...(database.dialect === 'postgres' ? [database.password] : []), ...(redis === undefined ? [] : [redis.password])],
      });
    const main = await create('main', webPort);
    parts.push(main);
    await main.start(options.signal);
    const secondPort = await freePort();
    const second = capabilities.has('second-process') ? { part: await create('main-2', secondPort), baseUrl: `http://127.0.0.1:${secondPort}` } : undefined;
    const workers = await Promise.all(Array.from({ length: deployment.workers }, async (_, index) => create(`worker-${index + 1}`, await freePort())));
    parts.push(...workers);
    const rest = new RestClient(`http://127.0.0.1:${webPort}`, (client, signal) => logIn(client, owner, signal));
    await Promise.all([...workers.map((worker) => worker.start(options.signal)), setUpOwner(rest, owner, options.signal)]);
    const n8n: [ProcessPart, ...ProcessPart[]] = [main, ...workers];
    const ownerOf = (peer: Peer): string | undefined => partOf(peer, second === undefined ? n8n : [...n8n, second.part]);
    const system = new RunningSystem({ n8n, ...(second === undefined ? {} : { second }), services, database, ...(redis === undefined ? {} : { redis }), serves: (signal) => mainServes(rest.baseUrl, signal), senderOf: ownerOf, redisClientOf: ownerOf, release: () => lease.release() });
    return new N8nUnderTest({ info: { ...info, ...deploymentInfo({ ...deployment, settings: chosen }) }, capabilities, rest, reach: reachMap(options.provider), system, database, encryptionKey, clockFile });
  } catch (error) {
    await Promise.all(parts.map((part) => part.stop(true)));
    // The next attempt has another encryption key, which n8n refuses where it finds an earlier one.
    await rm(userFolder, { recursive: true, force: true });
    throw error;
  }
}

interface Services {
  readonly services: readonly ProcessPart[];
  readonly database: DatabaseAddress;
  readonly redis?: RedisAddress;
}

async function createServices({ deployment, options, lease }: Launch, userFolder: string, freePort: () => Promise<number>): Promise<Services> {
  if (deployment.topology === 'single') return { services: [], database: { dialect: 'sqlite', file: join(userFolder, 'main', '.n8n', 'database.sqlite') } };
  const of = async (name: string) => ({ port: await freePort(), logFile: join(options.directory, `${name}.log`), lease, onProcess: options.onProcess });
  const redisDirectory = join(userFolder, 'redis');
  // Redis first: it says at once when it is not there.
  if (deployment.topology === 'queue') lease.makeFolder(redisDirectory);
  const redis = deployment.topology === 'queue' ? createRedis({ ...(await of('redis')), directory: redisDirectory }) : undefined;
  const postgres = await createPostgres(await of('postgres'));
  return { services: [postgres.part, ...(redis === undefined ? [] : [redis.part])], database: postgres.address, ...(redis === undefined ? {} : { redis: redis.address }) };
}

/** Which process of n8n holds a connection, from the system's own tables. */
function partOf({ port }: Peer, parts: readonly ProcessPart[]): string | undefined {
  const pids = parts.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  const owner = socketOwner(port, pids);
  return owner === undefined ? undefined : parts.find(({ pid }) => pid === owner)?.name;
}
