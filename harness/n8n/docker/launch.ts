import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { PartName, Peer } from '../../model/system.ts';
import type { StartOptions, TargetInfo } from '../../model/target.ts';
import type { Lease } from '../../store/lease.ts';
import { capabilitiesOf } from '../driver/capabilities.ts';
import { letProviderThrough } from '../driver/chosen-settings.ts';
import type { DatabaseAddress } from '../driver/database.ts';
import { freePorts } from '../driver/free-ports.ts';
import type { RedisAddress } from '../driver/n8n-environment.ts';
import { N8nUnderTest } from '../driver/n8n-under-test.ts';
import { RunningSystem } from '../driver/running-system.ts';
import { deploymentInfo, type Deployment } from '../driver/topology.ts';
import { logIn, randomOwner, setUpOwner } from '../rest/owner.ts';
import { reachMap } from '../rest/reach-map.ts';
import { mainServes } from '../rest/readiness.ts';
import { RestClient } from '../rest/rest-client.ts';
import type { ContainerPart } from './container-part.ts';
import { dockerFailure } from './docker-failure.ts';
import type { DockerN8n } from './docker-target.ts';
import type { Docker } from './engine.ts';
import { dockerName, labelsOf } from './labels.ts';
import { createN8nContainer } from './n8n-container.ts';
import { createPostgresContainer, type ServiceContainer } from './postgres-container.ts';
import { createRedisContainer } from './redis-container.ts';
import { requireProvider } from './require-provider.ts';
import { makeSharedFolder } from './shared-folder.ts';

/** One start of n8n in containers. Secrets are made here and stay in memory. */
export interface Launch {
  readonly n8n: DockerN8n;
  readonly info: TargetInfo;
  readonly deployment: Deployment;
  readonly options: StartOptions;
  readonly lease: Lease;
  /** Removes all the lease holds. */
  readonly release: () => Promise<void>;
}

/** Starts n8n in a network of its own, its services first and side by side, then the main process, then all workers, and opens the owner's session. */
export async function launchInDocker(launch: Launch): Promise<N8nUnderTest> {
  const { n8n, info, deployment, options, lease, release } = launch;
  const { docker } = n8n.engine;
  const { signal } = options;
  const capabilities = capabilitiesOf('docker', deployment, n8n.place);
  const chosen = letProviderThrough(deployment.settings, options.provider.there);
  const userFolder = join(options.directory, 'user');
  lease.makeFolder(userFolder);
  const network = await createNetwork(docker, lease.id);
  const freePort = freePorts();
  const { postgres, redis } = await createServices(launch, network, userFolder, freePort);
  const services = [postgres?.part, redis?.part].filter((part) => part !== undefined);
  await Promise.all(services.map((service) => service.start(signal)));
  const encryptionKey = randomBytes(24).toString('base64url');
  const owner = randomOwner();
  const shared = makeSharedFolder(join(userFolder, 'shared'));
  const file: DatabaseAddress = { dialect: 'sqlite', file: join(userFolder, 'main', '.n8n', 'database.sqlite') };
  const create = async (name: PartName, port: number): Promise<ContainerPart> =>
    createN8nContainer({
      name, docker, port, network, shared, image: n8n.images.n8n, version: n8n.n8n, lease: lease.id, directory: options.directory, onProcess: options.onProcess,
      settings: { encryptionKey, database: postgres?.there ?? file, chosen, ...(redis === undefined ? {} : { redis: redis.there }) },
      secrets: [encryptionKey, owner.password, ...secretsOf(postgres?.here, redis?.here)],
    });
  const port = await freePort();
  const main = await create('main', port);
  const workers = await Promise.all(Array.from({ length: deployment.workers }, async (_, index) => create(`worker-${index + 1}`, await freePort())));
  const secondPort = await freePort();
  const second = capabilities.has('second-process') ? { part: await create('main-2', secondPort), baseUrl: `http://127.0.0.1:${secondPort}` } : undefined;
  await main.start(signal);
  const rest = new RestClient(`http://127.0.0.1:${port}`, (client, limit) => logIn(client, owner, limit));
  await Promise.all([...workers.map((worker) => worker.start(signal)), setUpOwner(rest, owner, signal), requireProvider(docker, dockerName(lease.id, 'main'), options.provider.there)]);
  const parts: [ContainerPart, ...ContainerPart[]] = [main, ...workers];
  const known = second === undefined ? parts : [...parts, second.part];
  const partAt = ({ address }: Peer): string | undefined => known.find(({ run }) => run?.address !== undefined && run.address === address.replace(/^::ffff:/, ''))?.name;
  const system = new RunningSystem({ n8n: parts, ...(second === undefined ? {} : { second }), services, database: postgres?.here ?? file, ...(redis === undefined ? {} : { redis: redis.here }), serves: (limit) => mainServes(rest.baseUrl, limit), senderOf: partAt, redisClientOf: partAt, release });
  return new N8nUnderTest({ info: { ...info, ...deploymentInfo({ ...deployment, settings: chosen }) }, capabilities, rest, reach: reachMap(options.provider), system, database: postgres?.here ?? file, encryptionKey, clockFile: shared.clockFile });
}

async function createNetwork(docker: Docker, lease: string): Promise<string> {
  const name = dockerName(lease);
  try {
    await docker.createNetwork({ Name: name, CheckDuplicate: true, Labels: labelsOf(lease) });
    return name;
  } catch (cause) {
    throw dockerFailure('make a network for n8n', cause);
  }
}

interface Services {
  readonly postgres?: ServiceContainer<DatabaseAddress>;
  readonly redis?: ServiceContainer<RedisAddress>;
}

async function createServices({ n8n, options, lease }: Launch, network: string, userFolder: string, freePort: () => Promise<number>): Promise<Services> {
  const { postgres, redis } = n8n.images;
  const of = async (name: string, image: string) => ({ docker: n8n.engine.docker, image, lease: lease.id, network, port: await freePort(), logFile: join(options.directory, `${name}.log`), onProcess: options.onProcess });
  return {
    ...(postgres === undefined ? {} : { postgres: createPostgresContainer(await of('postgres', postgres)) }),
    ...(redis === undefined ? {} : { redis: createRedisContainer({ ...(await of('redis', redis)), directory: join(userFolder, 'redis') }) }),
  };
}

const secretsOf = (database: DatabaseAddress | undefined, redis: RedisAddress | undefined): readonly string[] => [
  ...(database?.dialect === 'postgres' ? [database.password] : []),
  ...(redis === undefined ? [] : [redis.password]),
];
