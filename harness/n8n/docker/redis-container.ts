import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from '../../machine/new-secret.ts';
import type { RedisAddress } from '../driver/n8n-environment.ts';
import { redisAnswers } from '../driver/service-answers.ts';
import { redisSettings } from '../driver/service-settings.ts';
import { ContainerService } from './container-service.ts';
import { containerSpec } from './container-spec.ts';
import type { ServiceContainer, ServiceContainerOptions } from './postgres-container.ts';

const PORT = 6379;
const CONFIG = '/oauth-chaos/redis.conf';

/** The image's volume, which goes with the container. */
const DATA = '/data';

const READY_WITHIN_MS = 60_000;

/**
 * A Redis of its own that keeps what it has over a restart, even when it is killed. Not started
 * yet.
 * @param directory leased folder for its configuration
 */
export function createRedisContainer({
  docker,
  image,
  lease,
  network,
  port,
  logFile,
  onProcess,
  directory,
}: ServiceContainerOptions & { readonly directory: string }): ServiceContainer<RedisAddress> {
  const password = newSecret();
  const here = { host: '127.0.0.1', port, password };
  const spec = containerSpec({
    service: 'redis',
    kind: 'redis',
    image,
    lease,
    network,
    port: { inside: PORT, here: port },
    command: ['redis-server', CONFIG],
    environment: { TZ: 'UTC' },
    mounts: { [CONFIG]: { source: writeConfig(directory, password), readOnly: true } },
  });
  const service = new ContainerService({
    name: 'redis',
    what: `Redis (${image})`,
    docker,
    spec,
    logFile,
    onProcess,
    ready: () => redisAnswers(here),
    secrets: [password],
    withinMs: READY_WITHIN_MS,
  });
  return { service, here, there: { host: 'redis', port: PORT, password } };
}

/**
 * In a file: arguments of a process can be read by everybody on the machine, also those of one in a
 * container.
 */
function writeConfig(directory: string, password: string): string {
  // Redis runs as a user of the image's and must be able to read the file; the folder keeps
  // everybody else out.
  mkdirSync(directory, { recursive: true });
  chmodSync(directory, 0o700);
  const file = join(directory, 'redis.conf');
  writeFileSync(
    file,
    [`port ${PORT}`, 'protected-mode no', ...redisSettings(password), `dir ${DATA}`, ''].join('\n'),
  );
  chmodSync(file, 0o444);
  return file;
}
