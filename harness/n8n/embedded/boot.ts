import { HarnessError } from '../../model/error.ts';
import { logSize } from '../driver/log-file.ts';
import { untilReady, type Readiness } from '../driver/until-ready.ts';
import { spawnService, type ServiceProcess, type SpawnOptions } from './service-process.ts';

export interface BootOptions extends SpawnOptions, Readiness {}

/**
 * Starts a service and waits until it is ready.
 * @throws HarnessError `n8n-start-failed` (75) with the last lines of its log; `n8n-port-taken`
 * when that was the reason
 */
export async function boot(options: BootOptions): Promise<ServiceProcess> {
  options.signal.throwIfAborted();
  const logStart = await logSize(options.logFile);
  const service = await spawnService(options).catch((cause: unknown) => {
    if (cause instanceof HarnessError) throw cause;
    throw new HarnessError(
      'n8n-start-failed',
      `Could not start ${options.what}: '${options.command}' cannot be run.`,
      { cause, exitCode: 75 },
    );
  });
  await untilReady(service, options, logStart);
  return service;
}
