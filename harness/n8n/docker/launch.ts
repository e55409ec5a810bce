import { join } from 'node:path';
import { freePorts } from '../../machine/free-ports.ts';
import type { Lease } from '../../machine/lease.ts';
import type { StartOptions, TargetInfo } from '../../model/target.ts';
import type { DatabaseAddress } from '../driver/database.ts';
import type { RedisAddress } from '../driver/n8n-environment.ts';
import type { N8nUnderTest } from '../driver/n8n-under-test.ts';
import { startSystem } from '../driver/start-system.ts';
import type { Deployment } from '../driver/topology.ts';
import { dockerCapabilities } from './capabilities.ts';
import { dockerFailure } from './docker-failure.ts';
import type { DockerN8n } from './docker-n8n.ts';
import type { Docker } from './engine.ts';
import { dockerName, labelsOf } from './labels.ts';
import { createN8nContainer } from './n8n-container.ts';
import { createPostgresContainer, type ServiceContainer } from './postgres-container.ts';
import { createRedisContainer } from './redis-container.ts';
import { requireProvider } from './require-provider.ts';
import { serviceAt } from './service-at.ts';
import { makeSharedFolder } from './shared-folder.ts';

/** One start of n8n in containers. */
export interface ContainerLaunch {
  readonly n8n: DockerN8n;
  readonly info: TargetInfo;
  readonly deployment: Deployment;
  readonly options: StartOptions;
  readonly lease: Lease;
  /** Removes everything that belongs to the lease. */
  readonly release: () => Promise<void>;
}

/** Starts n8n and the services of its topology as containers in a network of their own. */
export async function launchInDocker(launch: ContainerLaunch): Promise<N8nUnderTest> {
  const { n8n, deployment, options, lease } = launch;
  const { docker } = n8n.engine;
  const userFolder = join(options.directory, 'user');
  lease.makeFolder(userFolder);
  const network = await createNetwork(docker, lease.id);
  const freePort = freePorts();
  const { postgres, redis } = await createServices(launch, network, userFolder, freePort);
  const shared = makeSharedFolder(join(userFolder, 'shared'));
  const file: DatabaseAddress = {
    dialect: 'sqlite',
    file: join(userFolder, 'main', '.n8n', 'database.sqlite'),
  };
  return await startSystem({
    ...launch,
    freePort,
    capabilities: dockerCapabilities(deployment, {
      ...n8n.place,
      provider: options.provider.there,
    }),
    services: [postgres?.service, redis?.service].filter((service) => service !== undefined),
    database: postgres?.here ?? file,
    redis: redis?.here,
    clockFile: shared.clockFile,
    createService: async ({ role, port, settings, secrets }) =>
      createN8nContainer({
        role: role(launch.info.n8n),
        docker,
        port,
        network,
        shared,
        secrets,
        image: n8n.images.n8n,
        lease: lease.id,
        directory: options.directory,
        onProcess: options.onProcess,
        settings: {
          ...settings,
          database: postgres?.there ?? file,
          ...(redis === undefined ? {} : { redis: redis.there }),
        },
      }),
    serviceAt,
    check: () => requireProvider(docker, dockerName(lease.id, 'main'), options.provider.there),
  });
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

interface BackingContainers {
  readonly postgres?: ServiceContainer<DatabaseAddress>;
  readonly redis?: ServiceContainer<RedisAddress>;
}

async function createServices(
  { n8n, options, lease }: ContainerLaunch,
  network: string,
  userFolder: string,
  freePort: () => Promise<number>,
): Promise<BackingContainers> {
  const { postgres, redis } = n8n.images;
  const of = async (name: string, image: string) => ({
    docker: n8n.engine.docker,
    image,
    lease: lease.id,
    network,
    port: await freePort(),
    logFile: join(options.directory, `${name}.log`),
    onProcess: options.onProcess,
  });
  return {
    ...(postgres === undefined
      ? {}
      : { postgres: createPostgresContainer(await of('postgres', postgres)) }),
    ...(redis === undefined
      ? {}
      : {
          redis: createRedisContainer({
            ...(await of('redis', redis)),
            directory: join(userFolder, 'redis'),
          }),
        }),
  };
}
