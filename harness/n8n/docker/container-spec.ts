import type { ProcessName } from '../../model/system.ts';
import type { ContainerSpec } from './engine.ts';
import { dockerName, labelsOf } from './labels.ts';

const MIB = 1024 ** 2;

/**
 * Resource limits of a container: several times what it normally uses, so that only a process out
 * of control reaches them.
 */
const LIMITS = {
  n8n: { Memory: 2048 * MIB, PidsLimit: 1024 },
  postgres: { Memory: 1024 * MIB, PidsLimit: 512 },
  redis: { Memory: 256 * MIB, PidsLimit: 128 },
} as const;

export interface ContainerOptions {
  readonly service: ProcessName;
  readonly kind: keyof typeof LIMITS;
  readonly image: string;
  readonly lease: string;
  /** Name of the network. In this network the container has the name of its service. */
  readonly network: string;
  /**
   * The port on which the container listens, and the port of 127.0.0.1 on this machine that leads
   * to it.
   */
  readonly port: { readonly inside: number; readonly here: number };
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Folders and files of this machine, by their path in the container. */
  readonly mounts?: Readonly<
    Record<string, { readonly source: string; readonly readOnly?: boolean }>
  >;
  readonly user?: string;
}

/** The settings with which the harness creates any container. */
export function containerSpec({
  service,
  kind,
  image,
  lease,
  network,
  port,
  command,
  environment,
  mounts = {},
  user,
}: ContainerOptions): ContainerSpec {
  const inside = `${port.inside}/tcp`;
  const { Memory, PidsLimit } = LIMITS[kind];
  return {
    name: dockerName(lease, service),
    Image: image,
    Labels: labelsOf(lease, service),
    Cmd: [...command],
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    ExposedPorts: { [inside]: {} },
    ...(user === undefined ? {} : { User: user }),
    HostConfig: {
      NetworkMode: network,
      // The port is fixed for the container's whole life. A random port would change at each start.
      PortBindings: { [inside]: [{ HostIp: '127.0.0.1', HostPort: String(port.here) }] },
      // The option `z` lets the container read the files on a machine with SELinux.
      Binds: Object.entries(mounts).map(
        ([target, { source, readOnly }]) =>
          `${source}:${target}:${readOnly === true ? 'ro,z' : 'z'}`,
      ),
      Memory,
      MemorySwap: Memory,
      PidsLimit,
      // The harness writes the container's output to its own log, so the daemon does not have to
      // store it too.
      LogConfig: { Type: 'none', Config: {} },
      SecurityOpt: ['no-new-privileges'],
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [service] } } },
  };
}
