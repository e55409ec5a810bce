import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../machine/find-program.ts';
import { newSecret } from '../../machine/new-secret.ts';
import { HarnessError } from '../../model/error.ts';
import type { RedisAddress } from '../driver/n8n-environment.ts';
import { redisAnswers } from '../driver/service-answers.ts';
import { redisSettings } from '../driver/service-settings.ts';
import { boot } from './boot.ts';
import type { ServiceOptions } from './postgres-service.ts';
import { ProcessService } from './process-service.ts';

const READY_WITHIN_MS = 30_000;

/**
 * Makes a Redis for one n8n on 127.0.0.1. Does not start it yet. Its data survives a restart, even
 * after a kill. A real Redis is needed, because n8n's queue runs Lua scripts in it.
 * @param directory empty leased folder
 * @throws HarnessError `redis-missing` (75)
 */
export function createRedis({
  port,
  logFile,
  lease,
  onProcess,
  directory,
}: ServiceOptions & { readonly directory: string }): {
  readonly service: ProcessService;
  readonly address: RedisAddress;
} {
  const command = findRedis();
  const password = newSecret();
  const address = { host: '127.0.0.1', port, password };
  // The password is in a file, because every user of the machine can read the arguments of a
  // process.
  const config = join(directory, 'redis.conf');
  writeFileSync(
    config,
    [
      'bind 127.0.0.1',
      `port ${port}`,
      ...redisSettings(password),
      `dir ${JSON.stringify(directory)}`,
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  const service = new ProcessService('redis', logFile, (signal) =>
    boot({
      name: 'redis',
      what: 'Redis',
      command,
      args: [config],
      environment: { PATH: process.env['PATH'] ?? '', TZ: 'UTC' },
      directory,
      logFile,
      lease,
      onProcess,
      ready: () => redisAnswers(address),
      secrets: [password],
      signal,
      withinMs: READY_WITHIN_MS,
    }),
  );
  return { service, address };
}

/**
 * Finds Redis, or Valkey, which replaces Redis in some distributions since Redis changed its
 * licence.
 */
function findRedis(): string {
  const found = findProgram(['redis-server', 'valkey-server']);
  if (found !== undefined) return found;
  throw new HarnessError(
    'redis-missing',
    'Could not start Redis: there is no redis-server on PATH.',
    {
      hint: 'Install it (Debian: apt-get install redis-server, macOS: brew install redis); or test in Docker: --n8n docker:<version>',
      exitCode: 75,
    },
  );
}
