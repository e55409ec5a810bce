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
 * A Redis of its own on 127.0.0.1 that keeps what it has over a restart, even when it is killed.
 * Not started yet. It must be a real one: n8n's queue runs Lua in it.
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
  // In a file: arguments of a process can be read by everybody on the machine.
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

/** Redis, or Valkey, which took over where Redis changed its licence. */
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
