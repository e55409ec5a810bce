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

/** The image's volume, which is removed with the container. */
const DATA = '/data';

const READY_WITHIN_MS = 60_000;

/**
 * Makes a Redis container for one n8n. It does not start it yet. The data survives a restart, even
 * after a kill.
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
 * The password is in a file, because every user of the machine can read the arguments of a process,
 * also of a process in a container.
 */
function writeConfig(directory: string, password: string): string {
  // Redis runs as a user of the image, who must be able to read the file. The folder keeps other
  // users of this machine out.
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
