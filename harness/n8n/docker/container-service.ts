import { BootedService } from '../driver/booted-service.ts';
import { logSize } from '../driver/log-file.ts';
import { untilReady, type Readiness } from '../driver/until-ready.ts';
import { dockerFailure } from './docker-failure.ts';
import type { Container, ContainerSpec, Docker } from './engine.ts';
import { runContainer, type ContainerRun, type RunOptions } from './run-container.ts';

export interface ContainerServiceOptions extends RunOptions, Omit<Readiness, 'signal'> {
  readonly docker: Docker;
  /**
   * How the container is created. It is created only once: when it is stopped and started, it stays
   * the same container, with its data and its port.
   */
  readonly spec: ContainerSpec;
}

/** A service that runs as a container. The container is created at the first start. */
export class ContainerService extends BootedService<ContainerRun> {
  constructor(options: ContainerServiceOptions) {
    const { name, what, logFile, docker, spec } = options;
    let made: Promise<Container> | undefined;
    super(name, logFile, async (signal) => {
      signal.throwIfAborted();
      const container = await (made ??= docker.createContainer(spec)).catch((cause: unknown) => {
        made = undefined;
        throw dockerFailure(`start ${what}`, cause);
      });
      const logStart = await logSize(logFile);
      const run = await runContainer(container, options);
      await untilReady(
        { ended: run.ended, stop: (force) => run.stop(force) },
        { ...options, signal },
        logStart,
      );
      return run;
    });
  }
}
