import type { ContainerRuntimeClient } from 'testcontainers';
import { HarnessError } from '../../model/error.ts';
import { dockerUnreachable } from './docker-unreachable.ts';

/** The client of the daemon's API. */
export type Docker = ContainerRuntimeClient['container']['dockerode'];
export type Container = ReturnType<Docker['getContainer']>;
export type ContainerSpec = Parameters<ContainerRuntimeClient['container']['create']>[0];

/** A container daemon that runs on this machine and answers. */
export interface Engine {
  readonly docker: Docker;
  /** Identifies the daemon. */
  readonly id: string;
}

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * Finds the container daemon as testcontainers does (DOCKER_HOST, ~/.testcontainers.properties, the
 * usual sockets). Only this function loads testcontainers.
 * @throws HarnessError exit 75: `docker-missing`, `docker-forbidden`, `docker-unreachable`,
 * `docker-elsewhere`
 */
export async function openEngine(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Engine> {
  requireLocal(env['DOCKER_HOST'] ?? '');
  try {
    const { getContainerRuntimeClient } = await import('testcontainers');
    const { container } = await getContainerRuntimeClient();
    // testcontainers keeps its client for the life of this process, so the daemon may have stopped
    // since the client was created.
    if (!isAsked(container.dockerode, env['DOCKER_HOST'] ?? ''))
      throw new Error('another daemon answered than the one DOCKER_HOST names');
    const { ID, DockerRootDir, OSType } = (await container.dockerode.info()) as {
      readonly ID: string;
      readonly DockerRootDir: string;
      readonly OSType: string;
    };
    if (OSType !== 'linux')
      throw elsewhere(
        `its containers are ${OSType} containers`,
        'Switch Docker to Linux containers.',
      );
    // Two daemons on one machine may have the same id, but they never share a data folder.
    return { docker: container.dockerode, id: `${ID} ${DockerRootDir}` };
  } catch (error) {
    throw error instanceof HarnessError ? error : await dockerUnreachable(error, env);
  }
}

function requireLocal(address: string): void {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  if (host !== '' && !LOCAL.test(host))
    throw elsewhere(
      `its daemon runs on ${host}, whose 127.0.0.1 cannot be reached from here`,
      'Run the harness on the machine the daemon runs on.',
    );
}

/**
 * When nobody answers at DOCKER_HOST, testcontainers tries the usual sockets. It may then find a
 * daemon that the user did not mean.
 */
function isAsked(docker: Docker, address: string): boolean {
  const { socketPath, host } = docker.modem as {
    readonly socketPath?: string;
    readonly host?: string;
  };
  if (!URL.canParse(address)) return true;
  const { protocol, pathname, hostname } = new URL(address);
  return protocol === 'unix:' ? socketPath === pathname : host === hostname;
}

/** The error for a daemon whose containers cannot be reached from here. */
export const elsewhere = (reason: string, hint: string): HarnessError =>
  new HarnessError('docker-elsewhere', `Could not use Docker: ${reason}.`, { hint, exitCode: 75 });
